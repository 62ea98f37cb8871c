package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.MapTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Maps, in the order of iteration. Layout: the keys, then the values in the same order, each as {@link Elements} says. What
 * comes back is a LinkedHashMap; where the class was met at run time, that class.
 */
final class MapSerializer<M extends Map<Object, Object>> extends EngineSerializer<M> {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<M> empty;
    private final transient Part key;
    private final transient Part value;

    private MapSerializer(TypeInformation<M> type, Supplier<M> empty, Part key, Part value, SerializerConfig config) {
        super(type, config);
        this.empty = empty;
        this.key = key;
        this.value = value;
    }

    @SuppressWarnings("unchecked")
    static MapSerializer<Map<Object, Object>> of(MapTypeInfo<?, ?> type, SerializerConfig config) {
        return new MapSerializer<>(
                (TypeInformation<Map<Object, Object>>) (TypeInformation<?>) type,
                LinkedHashMap::new,
                Part.of(type.getKeyTypeInfo(), config),
                Part.of(type.getValueTypeInfo(), config),
                config);
    }

    /** The serialiser of one class of maps whose keys and values are decided by the records. */
    static <M extends Map<Object, Object>> MapSerializer<M> late(
            Class<?> map, Supplier<M> empty, SerializerConfig config) {
        Part late = Part.of(LateBoundTypeInfo.any(), config);
        return new MapSerializer<>(LateBoundTypeInfo.boundedBy(map), empty, late, late, config);
    }

    @Override
    public M createInstance() {
        return empty.get();
    }

    @Override
    @SuppressWarnings("NullAway") // keys and values may be null
    public M copy(M from) {
        M copy = empty.get();
        from.forEach((k, v) -> copy.put(key.copy(k), value.copy(v)));
        return copy;
    }

    @Override
    public void serialize(M record, DataOutput target) throws IOException {
        Elements.write(record.keySet(), key, target);
        Elements.write(record.values(), value, target);
    }

    @Override
    @SuppressWarnings("NullAway") // keys and values may be null
    public M deserialize(DataInput source) throws IOException {
        List<@Nullable Object> keys = Elements.read(key, source);
        List<@Nullable Object> values = Elements.read(value, source);
        if (keys.size() != values.size()) {
            throw new StreamCorruptedException(
                    "Corrupt record: a map has " + keys.size() + " keys and " + values.size() + " values.");
        }
        M map = empty.get();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }
}
