package io.millrace.datastream.runtime;

import io.millrace.dataflow.state.BroadcastState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReadOnlyBroadcastState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broadcast states that one operator was given by name. */
final class BroadcastStates {
    private final String operatorName;
    private final Map<String, BroadcastState<?, ?>> states = new LinkedHashMap<>();

    /** @param lists where they are kept */
    BroadcastStates(String operatorName, List<MapStateDescriptor<?, ?>> descriptors, OperatorLists lists)
            throws IOException {
        this.operatorName = operatorName;
        for (MapStateDescriptor<?, ?> descriptor : descriptors) {
            states.put(descriptor.getName(), lists.getBroadcastState(descriptor));
        }
    }

    @SuppressWarnings("unchecked")
    <K, V> BroadcastState<K, V> writable(MapStateDescriptor<K, V> descriptor) {
        BroadcastState<?, ?> state = states.get(descriptor.getName());
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
}
