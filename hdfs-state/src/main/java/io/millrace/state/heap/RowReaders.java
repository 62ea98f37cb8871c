package io.millrace.state.heap;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.state.heap.RowCodecs.RowCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What reads the restored rows of one state: for each schema with which some were written, serialisers that know it. One
 * thread at a time.
 *
 * @param bySchema in the order of {@link StoredForms}
 * @param asked read what does not tell its schema
 * @param toCodec makes a codec of serialisers
 */
record RowReaders(
        Map<ByteBuffer, RowCodec> bySchema,
        List<TypeSerializer<Object>> asked,
        Function<List<TypeSerializer<Object>>, RowCodec> toCodec) {

    RowCodec of(byte[] schema) {
        return bySchema.computeIfAbsent(ByteBuffer.wrap(schema), unknown -> toCodec.apply(asked));
    }
}
