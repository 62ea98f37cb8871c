package io.millrace.state.heap;

/**
 * A value and when it was used last.
 *
 * @param usedAt milliseconds since the epoch
 */
record Stamped(Object value, long usedAt) {}
