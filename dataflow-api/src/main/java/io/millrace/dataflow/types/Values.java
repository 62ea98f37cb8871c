package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputDeserializer;
import io.millrace.dataflow.memory.DataOutputSerializer;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Copies values by what they write. */
final class Values {
    private Values() {}

    static Value copyOf(Value from) {
        if (from instanceof CopyableValue<?> copyable) {
            return (Value) copyable.copy();
        }
        Value copy = InstantiationUtil.instantiate(from.getClass());
        copy(from, copy);
        return copy;
    }

    static void copy(Value from, Value to) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            from.write(bytes);
            to.read(new DataInputDeserializer(bytes.getCopyOfBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A " + from.getClass().getName() + " could not be copied: it does not read what it writes.", e);
        }
    }
}
