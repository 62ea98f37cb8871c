package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedStateBackend.NamespacedState;
import io.millrace.dataflow.state.State;
import org.jspecify.annotations.Nullable;

/** State of one name for all namespaces. */
final class HeapNamespaced<N, S extends State> implements NamespacedState<N, S> {
    private final NamespaceTable<Object> table;
    private final S state;
    private final @Nullable Merger merger;

    /** @param merger null if two values cannot become one */
    HeapNamespaced(NamespaceTable<Object> table, S state, @Nullable Merger merger) {
        this.table = table;
        this.state = state;
        this.merger = merger;
    }

    NamespaceTable<Object> table() {
        return table;
    }

    @Override
    public S in(N namespace) {
        table.select(namespace);
        return state;
    }

    @Override
    public boolean isEmpty(N namespace) {
        table.select(namespace);
        return table.get() == null;
    }

    @Override
    public void merge(N target, Iterable<N> sources) throws Exception {
        if (merger == null) {
            throw new UnsupportedOperationException("State of this kind cannot be merged: "
                    + state.getClass().getName() + "; use list, reducing or aggregating state.");
        }
        for (N source : sources) {
            if (source.equals(target)) {
                continue;
            }
            table.select(source);
            Object moved = table.get();
            table.remove();
            if (moved != null) {
                table.select(target);
                Object kept = table.get();
                table.put(kept == null ? moved : merger.merge(kept, moved));
            }
        }
    }
}
