package io.millrace.state.heap;

import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.types.serial.StateSchema;
import org.jspecify.annotations.Nullable;

/**
 * How one state, or the timers of one time, are written.
 *
 * @param descriptor null for timers
 * @param codecs write its rows
 * @param schema what they are written with
 * @param readers read what is restored
 */
record Stored(
        SectionHeader header,
        @Nullable StateDescriptor<?, ?> descriptor,
        RowCodecs codecs,
        StateSchema schema,
        RowReaders readers) {}
