package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The serialiser of one field or element, seen without its type, and what the whole must know about it. */
record Part(TypeSerializer<Object> serializer, boolean acceptsNull, boolean immutable) {

    @SuppressWarnings("unchecked")
    static Part of(TypeInformation<?> type, SerializerConfig config) {
        TypeSerializer<Object> serializer = (TypeSerializer<Object>) type.createSerializer(config);
        boolean acceptsNull = serializer instanceof EngineSerializer<Object> ours && ours.acceptsNull();
        return new Part(serializer, acceptsNull, serializer.isImmutableType());
    }

    @Nullable
    Object copy(@Nullable Object value) {
        return value == null || immutable ? value : serializer.copy(value);
    }

    void write(Object value, DataOutput out) throws IOException {
        serializer.serialize(value, out);
    }

    Object read(DataInput in) throws IOException {
        return serializer.deserialize(in);
    }
}
