package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.state.AppendingState;
import io.millrace.datastream.windowing.windows.Window;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Windows whose elements are reduced or aggregated to one value as they come. */
public final class AppendingStore<IN, V, W extends Window> implements WindowStore<IN, V, W> {
    private final KeyedStateBackend.NamespacedState<W, ? extends AppendingState<IN, V>> state;

    public AppendingStore(KeyedStateBackend.NamespacedState<W, ? extends AppendingState<IN, V>> state) {
        this.state = state;
    }

    @Override
    public KeyedStateBackend.NamespacedState<W, ? extends AppendingState<IN, V>> state() {
        return state;
    }

    @Override
    public boolean isEmpty(W place) {
        return state.isEmpty(place);
    }

    @Override
    public void add(W place, IN record, long timestamp) throws Exception {
        state.in(place).add(record);
    }

    @Override
    public @Nullable Iterable<V> read(W place, W window) throws Exception {
        V value = state.in(place).get();
        return value == null ? null : Collections.singletonList(value);
    }

    @Override
    public void clear(W place) {
        state.in(place).clear();
    }

    @Override
    public void merge(W target, Collection<W> sources) throws Exception {
        state.merge(target, sources);
    }
}
