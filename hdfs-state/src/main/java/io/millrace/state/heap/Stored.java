package io.millrace.state.heap;

import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * How one state, or the timers of one time, are written.
 *
 * @param namespaces reads the namespaces; null for state without
 * @param descriptor null for timers
 * @param codecs write its rows
 */
record Stored(
        SectionHeader header,
        @Nullable TypeSerializer<Object> namespaces,
        @Nullable StateDescriptor<?, ?> descriptor,
        RowCodecs codecs) {}
