package io.millrace.operators.source;

import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.util.SerializedValue;
import java.io.IOException;

/** How the splits of input formats travel from the coordinator to the subtasks: by Java serialisation. */
final class SplitCodec {
    private SplitCodec() {}

    static byte[] encode(GivenSplit<?> split) throws IOException {
        return new SerializedValue<>(split).getByteArray();
    }

    static <S extends InputSplit> GivenSplit<S> decode(byte[] split, ClassLoader loader)
            throws IOException, ClassNotFoundException {
        return SerializedValue.<GivenSplit<S>>fromBytes(split).deserializeValue(loader);
    }
}
