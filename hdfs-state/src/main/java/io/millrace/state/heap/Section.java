package io.millrace.state.heap;

/**
 * What one state, or one kind of timers, has of one key group.
 *
 * @param rows how many entries are in the body
 * @param body the entries; see {@link KeyedFormat}
 */
record Section(SectionHeader header, int rows, byte[] body) {}
