package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what the engine's serialiser of one plain type writes. Safe for many threads. */
public abstract class TypedSerializer<T> extends TypeSerializerSingleton<T> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;
    private transient volatile @Nullable TypeSerializer<T> serializer;

    /** @param type one whose serialiser is its own duplicate */
    protected TypedSerializer(TypeInformation<T> type) {
        this.type = type;
    }

    private TypeSerializer<T> serializer() {
        TypeSerializer<T> known = serializer;
        if (known == null) {
            known = type.createSerializer(new SerializerConfigImpl());
            serializer = known;
        }
        return known;
    }

    @Override
    public boolean isImmutableType() {
        return serializer().isImmutableType();
    }

    @Override
    public T createInstance() {
        return serializer().createInstance();
    }

    @Override
    public T copy(T from) {
        return serializer().copy(from);
    }

    @Override
    public T copy(T from, T reuse) {
        return serializer().copy(from, reuse);
    }

    @Override
    public int getLength() {
        return serializer().getLength();
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        serializer().serialize(record, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return serializer().deserialize(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return serializer().deserialize(reuse, source);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return serializer().snapshotConfiguration();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }
}
