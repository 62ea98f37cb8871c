package io.millrace.rest.view;

/** Asks for a job to be run whose graph its owner has staged under this id: 32 hexadecimal digits. */
public record SubmitView(String job) {}
