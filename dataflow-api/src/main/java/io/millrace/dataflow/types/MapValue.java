package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of values that writes itself. Subclasses name the classes of keys and values:
 * {@code class Counts extends MapValue<StringValue, IntValue> {}}. Written as the number of entries (an int), then each
 * key with its value.
 */
public abstract class MapValue<K extends Value, V extends Value> extends AbstractMap<K, V> implements Value {

    private static final long serialVersionUID = 1L;

    private final Class<K> keyClass;
    private final Class<V> valueClass;
    private final LinkedHashMap<K, V> map = new LinkedHashMap<>();

    public MapValue() {
        this.keyClass = ValueElements.classAt(getClass(), MapValue.class, 0);
        this.valueClass = ValueElements.classAt(getClass(), MapValue.class, 1);
    }

    public MapValue(Map<K, V> map) {
        this();
        this.map.putAll(map);
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return map.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return map.containsKey(key);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return map.put(key, value);
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return map.remove(key);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return map.entrySet();
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<K, V> entry : map.entrySet()) {
            entry.getKey().write(out);
            entry.getValue().write(out);
        }
    }

    @Override
    public void read(DataInputView in) throws IOException {
        Map<K, V> read = new LinkedHashMap<>();
        for (int left = ValueElements.readCount(in, keyClass); left > 0; left--) {
            K key = ValueElements.newInstance(keyClass);
            V value = ValueElements.newInstance(valueClass);
            key.read(in);
            value.read(in);
            read.put(key, value);
        }
        map.clear();
        map.putAll(read);
    }
}
