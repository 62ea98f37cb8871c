package io.millrace.operators.spill;

import java.nio.file.Path;

/**
 * Records that were written to a spill file of their own.
 *
 * @param count may be 0
 * @param bytes the length of the file
 */
public record SpilledRecords(Path file, long count, long bytes) {}
