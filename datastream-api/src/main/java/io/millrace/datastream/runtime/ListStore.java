package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.state.ListState;
import io.millrace.datastream.windowing.windows.Window;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Windows that keep all their elements. */
public final class ListStore<T, W extends Window> implements WindowStore<T, T, W> {
    private final KeyedStateBackend.NamespacedState<W, ListState<T>> state;

    public ListStore(KeyedStateBackend.NamespacedState<W, ListState<T>> state) {
        this.state = state;
    }

    @Override
    public KeyedStateBackend.NamespacedState<W, ListState<T>> state() {
        return state;
    }

    @Override
    public boolean isEmpty(W place) {
        return state.isEmpty(place);
    }

    @Override
    public void add(W place, T record, long timestamp) throws Exception {
        state.in(place).add(record);
    }

    @Override
    public @Nullable Iterable<T> read(W place, W window) throws Exception {
        Iterable<T> elements = state.in(place).get();
        return elements.iterator().hasNext() ? elements : null;
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
