package io.millrace.dataflow.types.runtime.kryo;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes any class, as the engine's generic serialiser does (Apache Fory; the bytes are not Kryo's). Registrations of
 * serialisers of Kryo do not exist.
 */
public class KryoSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    public KryoSerializer(Class<T> type, ExecutionConfig executionConfig) {
        this(type, executionConfig.getSerializerConfig());
    }

    public KryoSerializer(Class<T> type, SerializerConfig serializerConfig) {
        this(type, new GenericTypeInfo<>(type).createSerializer(serializerConfig));
    }

    private KryoSerializer(Class<T> type, TypeSerializer<T> serializer) {
        this.type = Objects.requireNonNull(type, "type");
        this.serializer = serializer;
    }

    public Class<T> getType() {
        return type;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public KryoSerializer<T> duplicate() {
        return new KryoSerializer<>(type, serializer.duplicate());
    }

    @Override
    public T createInstance() {
        return serializer.createInstance();
    }

    @Override
    public T copy(T from) {
        return serializer.copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        serializer.serialize(record, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return serializer.deserialize(source);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return serializer.snapshotConfiguration();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KryoSerializer<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
