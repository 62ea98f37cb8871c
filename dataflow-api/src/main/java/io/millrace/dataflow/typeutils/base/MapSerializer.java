package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes maps: how many entries, then of each its key, whether its value is null, and the value. */
public final class MapSerializer<K, V> extends TypeSerializer<Map<K, V>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<K> keySerializer;
    private final TypeSerializer<V> valueSerializer;

    public MapSerializer(TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
        this.keySerializer = Objects.requireNonNull(keySerializer, "keySerializer");
        this.valueSerializer = Objects.requireNonNull(valueSerializer, "valueSerializer");
    }

    public TypeSerializer<K> getKeySerializer() {
        return keySerializer;
    }

    public TypeSerializer<V> getValueSerializer() {
        return valueSerializer;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<Map<K, V>> duplicate() {
        TypeSerializer<K> key = keySerializer.duplicate();
        TypeSerializer<V> value = valueSerializer.duplicate();
        return key == keySerializer && value == valueSerializer ? this : new MapSerializer<>(key, value);
    }

    @Override
    public Map<K, V> createInstance() {
        return new HashMap<>();
    }

    @Override
    @SuppressWarnings("NullAway") // values may be null
    public Map<K, V> copy(Map<K, V> from) {
        Map<K, V> copy = new HashMap<>();
        from.forEach(
                (key, value) -> copy.put(keySerializer.copy(key), value == null ? null : valueSerializer.copy(value)));
        return copy;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Map<K, V> record, DataOutputView target) throws IOException {
        target.writeInt(record.size());
        for (Map.Entry<K, V> entry : record.entrySet()) {
            keySerializer.serialize(entry.getKey(), target);
            V value = entry.getValue();
            target.writeBoolean(value == null);
            if (value != null) {
                valueSerializer.serialize(value, target);
            }
        }
    }

    @Override
    @SuppressWarnings("NullAway") // values may be null
    public Map<K, V> deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        if (size < 0) {
            throw new StreamCorruptedException("Corrupt record: a map of " + size + " entries.");
        }
        Map<K, V> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            K key = keySerializer.deserialize(source);
            map.put(key, source.readBoolean() ? null : valueSerializer.deserialize(source));
        }
        return map;
    }

    @Override
    public TypeSerializerSnapshot<Map<K, V>> snapshotConfiguration() {
        return new MapSerializerSnapshot<>(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MapSerializer<?, ?> that
                && keySerializer.equals(that.keySerializer)
                && valueSerializer.equals(that.valueSerializer);
    }

    @Override
    public int hashCode() {
        return 31 * keySerializer.hashCode() + valueSerializer.hashCode();
    }
}
