package io.millrace.rest.view;

/** The body of every answer that is not a success: one line for people. */
public record Problem(String error) {}
