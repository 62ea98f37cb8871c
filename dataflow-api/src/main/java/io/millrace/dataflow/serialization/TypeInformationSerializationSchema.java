package io.millrace.dataflow.serialization;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Records in the engine's own binary form, for what only programs of the same types read. */
public class TypeInformationSerializationSchema<T> implements DeserializationSchema<T>, SerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> typeInfo;
    private final TypeSerializer<T> serializer;

    public TypeInformationSerializationSchema(TypeInformation<T> typeInfo, ExecutionConfig config) {
        this(typeInfo, () -> typeInfo.createSerializer(config.getSerializerConfig()));
    }

    public TypeInformationSerializationSchema(TypeInformation<T> typeInfo, SerializerConfig config) {
        this(typeInfo, () -> typeInfo.createSerializer(config));
    }

    public TypeInformationSerializationSchema(TypeInformation<T> typeInfo, TypeSerializer<T> serializer) {
        this(typeInfo, () -> serializer);
    }

    private TypeInformationSerializationSchema(TypeInformation<T> typeInfo, Supplier<TypeSerializer<T>> serializer) {
        this.typeInfo = typeInfo;
        this.serializer = serializer.get();
    }

    /** @throws IOException if no record of this type was written as {@code message} */
    @Override
    public T deserialize(byte[] message) throws IOException {
        return serializer.deserialize(new DataInputStream(new ByteArrayInputStream(message)));
    }

    @Override
    public boolean isEndOfStream(T nextElement) {
        return false;
    }

    @Override
    public byte[] serialize(T element) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            serializer.serialize(element, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a record of type " + typeInfo + " cannot be serialised", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return typeInfo;
    }
}
