package io.millrace.datastream.runtime;

import io.millrace.dataflow.state.BroadcastState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReadOnlyBroadcastState;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broadcast states of one operator, in memory; the objects in them are shared by all calls. */
final class BroadcastStates {
    private final String operatorName;
    private final Map<String, MapState<?, ?>> states = new LinkedHashMap<>();

    BroadcastStates(String operatorName, List<MapStateDescriptor<?, ?>> descriptors) {
        this.operatorName = operatorName;
        descriptors.forEach(descriptor -> states.put(descriptor.getName(), new MapState<>()));
    }

    @SuppressWarnings("unchecked")
    <K, V> BroadcastState<K, V> writable(MapStateDescriptor<K, V> descriptor) {
        MapState<?, ?> state = states.get(descriptor.getName());
        if (state == null) {
            throw new IllegalArgumentException("Operator '" + operatorName + "': the requested state '"
                    + descriptor.getName() + "' does not exist; it has " + states.keySet()
                    + ". Name it in broadcast(...) of the broadcast stream.");
        }
        return (BroadcastState<K, V>) state;
    }

    <K, V> ReadOnlyBroadcastState<K, V> readable(MapStateDescriptor<K, V> descriptor) {
        return new ReadOnly<>(writable(descriptor));
    }

    /** Lets user code change nothing, not even by a cast. */
    private record ReadOnly<K, V>(BroadcastState<K, V> state) implements ReadOnlyBroadcastState<K, V> {
        @Override
        public @Nullable V get(K key) throws Exception {
            return state.get(key);
        }

        @Override
        public boolean contains(K key) throws Exception {
            return state.contains(key);
        }

        @Override
        public Iterable<Map.Entry<K, V>> immutableEntries() throws Exception {
            return state.immutableEntries();
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException(
                    "Broadcast state can be changed in processBroadcastElement only, or it would differ between instances.");
        }
    }

    private static final class MapState<K, V> implements BroadcastState<K, V> {
        private final Map<K, V> entries = new LinkedHashMap<>();

        @Override
        public @Nullable V get(K key) {
            return entries.get(key);
        }

        @Override
        public boolean contains(K key) {
            return entries.containsKey(key);
        }

        @Override
        public Iterable<Map.Entry<K, V>> immutableEntries() {
            return Collections.unmodifiableMap(entries).entrySet();
        }

        @Override
        public void put(K key, V value) {
            entries.put(key, value);
        }

        @Override
        public void putAll(Map<K, V> map) {
            entries.putAll(map);
        }

        @Override
        public void remove(K key) {
            entries.remove(key);
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return entries.entrySet().iterator();
        }

        @Override
        public Iterable<Map.Entry<K, V>> entries() {
            return entries.entrySet();
        }

        @Override
        public void clear() {
            entries.clear();
        }
    }
}
