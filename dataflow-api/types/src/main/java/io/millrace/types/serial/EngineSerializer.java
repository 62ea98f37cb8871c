package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's serialisers share: each is made from a type and a configuration, and made again from them for another
 * thread or another process (so none has to be serialisable itself).
 */
abstract class EngineSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;
    private final SerializerConfig config;

    EngineSerializer(TypeInformation<T> type, SerializerConfig config) {
        this.type = type;
        this.config = config;
    }

    final TypeInformation<T> type() {
        return type;
    }

    final SerializerConfig config() {
        return config;
    }

    /** Whether null can be written where a record of this type is expected. */
    boolean acceptsNull() {
        return false;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return type.createSerializer(config);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new TypeSnapshot<>(type, config);
    }

    @Override
    public abstract void serialize(T record, DataOutput target) throws IOException;

    @Override
    public abstract T deserialize(DataInput source) throws IOException;

    @Override
    public T deserialize(T reuse, DataInput source) throws IOException {
        return deserialize(source);
    }

    // The engine's serialisers need no more than Java's interfaces.

    @Override
    public final void serialize(T record, DataOutputView target) throws IOException {
        serialize(record, (DataOutput) target);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        return deserialize((DataInput) source);
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(reuse, (DataInput) source);
    }

    final Object writeReplace() {
        return new Recipe(type, config);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof EngineSerializer<?> that && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return "Serializer of " + type;
    }

    /** What is written in place of a serialiser. */
    private record Recipe(TypeInformation<?> type, SerializerConfig config) implements Serializable {

        Object readResolve() {
            return type.createSerializer(config);
        }
    }
}
