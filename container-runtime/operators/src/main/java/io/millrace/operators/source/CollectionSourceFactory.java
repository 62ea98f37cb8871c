package io.millrace.operators.source;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;

/**
 * Makes a {@link CollectionSource}. Give it parallelism 1 where the order of the elements matters.
 *
 * @param elements the elements one after another, as the type's serialiser writes them
 */
public record CollectionSourceFactory<T>(byte[] elements, int count, TypeInformation<T> type)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    /**
     * Serialises the elements at once, so that later changes of them do not matter.
     *
     * @throws IllegalArgumentException if an element cannot be serialised as {@code type}; names its position
     */
    public static <T> CollectionSourceFactory<T> of(
            Collection<? extends T> elements, TypeInformation<T> type, SerializerConfig config) {
        TypeSerializer<T> serializer = type.createSerializer(config);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream target = new DataOutputStream(bytes);
        int position = 0;
        for (T element : elements) {
            write(element, position++, type, serializer, target);
        }
        return new CollectionSourceFactory<>(bytes.toByteArray(), position, type);
    }

    private static <T> void write(
            T element, int position, TypeInformation<T> type, TypeSerializer<T> serializer, DataOutputStream target) {
        try {
            serializer.serialize(element, target);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "The element at position " + position + " of the collection cannot be serialised: expected=" + type
                            + ", actual="
                            + (element == null ? "null" : element.getClass().getName()),
                    e);
        }
    }

    @Override
    public Operator create() {
        return new CollectionSource<>(elements, count, type);
    }

    @Override
    public String toString() {
        return "CollectionSourceFactory[count=" + count + ", type=" + type + "]";
    }
}
