package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes lists: how many elements, then each as the given serialiser writes it (so nulls only if that one takes them). */
public final class ListSerializer<T> extends TypeSerializer<List<T>> {
    private static final long serialVersionUID = 1L;

    /** What is reserved before the first element is read: corrupt bytes may claim any count. */
    private static final int RESERVED_MAX = 1_024;

    private final TypeSerializer<T> elementSerializer;

    public ListSerializer(TypeSerializer<T> elementSerializer) {
        this.elementSerializer = Objects.requireNonNull(elementSerializer, "elementSerializer");
    }

    public TypeSerializer<T> getElementSerializer() {
        return elementSerializer;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<List<T>> duplicate() {
        TypeSerializer<T> element = elementSerializer.duplicate();
        return element == elementSerializer ? this : new ListSerializer<>(element);
    }

    @Override
    public List<T> createInstance() {
        return new ArrayList<>();
    }

    @Override
    public List<T> copy(List<T> from) {
        List<T> copy = new ArrayList<>(from.size());
        for (T element : from) {
            copy.add(elementSerializer.copy(element));
        }
        return copy;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(List<T> record, DataOutputView target) throws IOException {
        target.writeInt(record.size());
        for (T element : record) {
            elementSerializer.serialize(element, target);
        }
    }

    @Override
    public List<T> deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        if (size < 0) {
            throw new StreamCorruptedException("Corrupt record: a list of " + size + " elements.");
        }
        List<T> list = new ArrayList<>(Math.min(size, RESERVED_MAX));
        for (int i = 0; i < size; i++) {
            list.add(elementSerializer.deserialize(source));
        }
        return list;
    }

    @Override
    public TypeSerializerSnapshot<List<T>> snapshotConfiguration() {
        return new ListSerializerSnapshot<>(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListSerializer<?> that && elementSerializer.equals(that.elementSerializer);
    }

    @Override
    public int hashCode() {
        return elementSerializer.hashCode();
    }
}
