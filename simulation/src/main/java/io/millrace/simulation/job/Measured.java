package io.millrace.simulation.job;

/** What a sensor measured, and when. */
public record Measured(String sensor, long value, long timestamp) {}
