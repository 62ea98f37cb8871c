package io.millrace.state.heap;

/**
 * What one state, or one kind of timers, has of one key group.
 *
 * @param schema the serialisers' snapshots, as {@link io.millrace.types.serial.StateSchema} writes them; empty in snapshots
 *     from before it was written
 * @param rows how many entries are in the body
 * @param body the entries; see {@link KeyedFormat}
 */
record Section(SectionHeader header, byte[] schema, int rows, byte[] body) {}
