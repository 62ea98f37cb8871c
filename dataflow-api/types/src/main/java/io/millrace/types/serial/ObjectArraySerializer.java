package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of objects, String and boxes included. Layout: as {@link Elements} says. */
final class ObjectArraySerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Part element;

    ObjectArraySerializer(TypeInformation<T> type, TypeInformation<?> elementType, SerializerConfig config) {
        super(type, config);
        this.element = Part.of(elementType, config);
    }

    @Override
    public T createInstance() {
        return newArray(0);
    }

    @SuppressWarnings("unchecked")
    private T newArray(int length) {
        return (T) Array.newInstance(type().getTypeClass().getComponentType(), length);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        @Nullable Object[] copy = ((@Nullable Object[]) from).clone();
        if (!element.immutable()) {
            for (int i = 0; i < copy.length; i++) {
                copy[i] = element.copy(copy[i]);
            }
        }
        return (T) copy;
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        Elements.write(Arrays.asList((Object[]) record), element, target);
    }

    @Override
    public T deserialize(DataInput source) throws IOException {
        List<@Nullable Object> values = Elements.read(element, source);
        T array = newArray(values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }
}
