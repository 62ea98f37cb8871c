package io.millrace.protocol;

/**
 * How long an attempt took for its part of a checkpoint, in milliseconds.
 *
 * @param startDelayMs from the trigger, by the JobManager's clock, until the first barrier came, by the TaskManager's
 * @param alignmentMs from the first barrier to the last
 * @param syncMs the operators gave their states; the task did nothing else
 * @param asyncMs from there until they were written
 */
public record SnapshotTiming(long startDelayMs, long alignmentMs, long syncMs, long asyncMs) {}
