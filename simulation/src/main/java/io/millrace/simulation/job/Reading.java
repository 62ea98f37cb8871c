package io.millrace.simulation.job;

/** What a sensor measured. */
public record Reading(String sensor, long value) {}
