package io.millrace.dataset.io;

import io.millrace.dataflow.io.GenericInputFormat;
import io.millrace.dataflow.io.GenericInputSplit;
import io.millrace.dataflow.io.NonParallelInput;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a collection, in one subtask. They travel by the serialiser of their type. */
public class CollectionInputFormat<T> extends GenericInputFormat<T> implements NonParallelInput {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<T> serializer;
    private final byte[] elements;
    private final int size;
    private transient int read;
    private transient @Nullable DataInputStream source;

    /** @throws IllegalArgumentException if an element is no record of the serialiser's type; it names its place */
    public CollectionInputFormat(Collection<T> dataSet, TypeSerializer<T> serializer) {
        this.serializer = serializer;
        this.size = dataSet.size();
        this.elements = written(dataSet, serializer);
    }

    private static <T> byte[] written(Collection<T> dataSet, TypeSerializer<T> serializer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream target = new DataOutputStream(bytes);
        int position = 0;
        for (T element : dataSet) {
            try {
                serializer.serialize(Objects.requireNonNull(element, "an element is null"), target);
            } catch (IOException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "The element at position " + position + " of the collection cannot be serialised: "
                                + e.getMessage(),
                        e);
            }
            position++;
        }
        return bytes.toByteArray();
    }

    @Override
    public void open(GenericInputSplit split) throws IOException {
        super.open(split);
        read = 0;
        source = new DataInputStream(new ByteArrayInputStream(elements));
    }

    @Override
    public boolean reachedEnd() {
        return read >= size;
    }

    @Override
    public T nextRecord(T reuse) throws IOException {
        read++;
        return serializer.deserialize(Objects.requireNonNull(source, "open comes first"));
    }

    @Override
    public String toString() {
        return "CollectionInputFormat(" + size + " elements)";
    }
}
