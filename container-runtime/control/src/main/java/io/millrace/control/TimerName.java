package io.millrace.control;

/** The name of a timer within its actor. */
public record TimerName(String name) {}
