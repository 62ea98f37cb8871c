package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.StateBackend.ProcessingClock;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.key.HashableKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** State and timers of one operator, by name. */
final class HeapKeyedState<K> implements KeyedStateBackend<K> {
    /** A state that was asked for, and by which descriptor. */
    private record Known(StateDescriptor<?, ?> descriptor, boolean namespaced, Table<?> table, Object state) {}

    private final String operatorName;
    private final ProcessingClock clock;
    private final CurrentKey<K> current = new CurrentKey<>();
    private final Map<String, Known> states = new LinkedHashMap<>();
    private final Map<String, HeapTimers<K, ?>> timers = new LinkedHashMap<>();

    HeapKeyedState(String operatorName, ProcessingClock clock) {
        this.operatorName = operatorName;
        this.clock = clock;
    }

    @Override
    public void setCurrentKey(K key) {
        current.set(key);
    }

    @Override
    public K currentKey() {
        return current.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
        Known known = known(descriptor, false);
        if (known == null) {
            KeyTable<Object> table = new KeyTable<>(current);
            S state = (S) HeapStates.of(descriptor, table, clock);
            known = new Known(descriptor, false, table, state);
            states.put(descriptor.getName(), known);
        }
        return (S) known.state();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <N, S extends State> NamespacedState<N, S> state(
            TypeInformation<N> namespaceType, StateDescriptor<S, ?> descriptor) {
        Known known = known(descriptor, true);
        if (known == null) {
            NamespaceTable<Object> table = new NamespaceTable<>(current);
            S state = (S) HeapStates.of(descriptor, table, clock);
            NamespacedState<N, S> namespaced = new HeapNamespaced<>(table, state, HeapStates.mergerOf(descriptor));
            known = new Known(descriptor, true, table, namespaced);
            states.put(descriptor.getName(), known);
        }
        return (NamespacedState<N, S>) known.state();
    }

    private @Nullable Known known(StateDescriptor<?, ?> descriptor, boolean namespaced) {
        Known known = states.get(descriptor.getName());
        if (known == null) {
            return null;
        }
        boolean sameType = Objects.equals(known.descriptor().getTypeInformation(), descriptor.getTypeInformation());
        if (!known.descriptor().equals(descriptor) || !sameType || known.namespaced() != namespaced) {
            throw new IllegalStateException("Operator '" + operatorName + "': the state '" + descriptor.getName()
                    + "' was used with another kind or type before: expected=" + known.descriptor() + ", actual="
                    + descriptor + ". Give each state of an operator a name of its own.");
        }
        return known;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <N> KeyedTimers<K, N> timers(String name, TypeInformation<N> namespaceType) {
        return (KeyedTimers<K, N>) timers.computeIfAbsent(name, n -> new HeapTimers<K, N>(current));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<K> keys(StateDescriptor<?, ?> descriptor) {
        Known known = known(descriptor, false);
        List<K> keys = new ArrayList<>();
        if (known != null) {
            ((KeyTable<Object>) known.table()).forEachKey(key -> keys.add((K) HashableKey.unwrap(key)));
        }
        return keys;
    }

    @Override
    public void dropCurrentKey() {
        states.values().forEach(known -> known.table().dropKey());
        timers.values().forEach(HeapTimers::dropKey);
    }

    private static final class HeapNamespaced<N, S extends State> implements NamespacedState<N, S> {
        private final NamespaceTable<Object> table;
        private final S state;
        private final @Nullable Merger merger;

        HeapNamespaced(NamespaceTable<Object> table, S state, @Nullable Merger merger) {
            this.table = table;
            this.state = state;
            this.merger = merger;
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
}
