package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.ListTypeInfo;
import io.millrace.dataflow.types.SetTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lists and sets, in the order of iteration. Layout: as {@link Elements} says. What comes back is an ArrayList or a
 * LinkedHashSet; where the class was met at run time, that class.
 */
final class CollectionSerializer<C extends Collection<Object>> extends EngineSerializer<C> {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<C> empty;
    private final transient Part element;

    private CollectionSerializer(TypeInformation<C> type, Supplier<C> empty, Part element, SerializerConfig config) {
        super(type, config);
        this.empty = empty;
        this.element = element;
    }

    @SuppressWarnings("unchecked")
    static CollectionSerializer<List<Object>> ofList(ListTypeInfo<?> type, SerializerConfig config) {
        return new CollectionSerializer<>(
                (TypeInformation<List<Object>>) (TypeInformation<?>) type,
                ArrayList::new,
                Part.of(type.getElementTypeInfo(), config),
                config);
    }

    @SuppressWarnings("unchecked")
    static CollectionSerializer<Set<Object>> ofSet(SetTypeInfo<?> type, SerializerConfig config) {
        return new CollectionSerializer<>(
                (TypeInformation<Set<Object>>) (TypeInformation<?>) type,
                LinkedHashSet::new,
                Part.of(type.getElementTypeInfo(), config),
                config);
    }

    /** The serialiser of one class of collections whose elements are decided by the records. */
    static <C extends Collection<Object>> CollectionSerializer<C> late(
            Class<?> collection, Supplier<C> empty, SerializerConfig config) {
        return new CollectionSerializer<>(
                LateBoundTypeInfo.boundedBy(collection), empty, Part.of(LateBoundTypeInfo.any(), config), config);
    }

    @Override
    public C createInstance() {
        return empty.get();
    }

    @Override
    @SuppressWarnings("NullAway") // elements may be null
    public C copy(C from) {
        C copy = empty.get();
        for (Object value : from) {
            copy.add(element.copy(value));
        }
        return copy;
    }

    @Override
    public void serialize(C record, DataOutput target) throws IOException {
        Elements.write(record, element, target);
    }

    @Override
    @SuppressWarnings("NullAway") // elements may be null
    public C deserialize(DataInput source) throws IOException {
        C collection = empty.get();
        collection.addAll(Elements.read(element, source));
        return collection;
    }
}
