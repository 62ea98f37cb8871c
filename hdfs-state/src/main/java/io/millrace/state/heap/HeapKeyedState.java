package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.StateBackend.ProcessingClock;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.key.HashableKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** State and timers of one operator, by name. */
final class HeapKeyedState<K> implements KeyedStateBackend<K> {
    /** A state that was asked for, and by which descriptor. */
    private record Known(
            StateDescriptor<?, ?> descriptor, boolean namespaced, Table<?> table, Object state, Stored stored) {}

    private final Scope scope;
    private final ProcessingClock clock;
    private final StoredForms forms;
    private final CurrentKey<K> current = new CurrentKey<>();
    private final Map<String, Known> states = new LinkedHashMap<>();
    private final Map<String, KnownTimers<K>> timers = new LinkedHashMap<>();

    /** Those of {@link #states}. */
    private Table<?>[] tables = new Table<?>[0];

    /** What was read of them ahead; kept so that the reading is not left out. */
    @SuppressWarnings("unused")
    private int touched;

    /** Timers that were asked for. */
    private record KnownTimers<K>(HeapTimers<K, ?> timers, Stored eventTime, Stored processingTime) {}

    HeapKeyedState(
            Scope scope,
            TypeInformation<K> keyType,
            ExecutionConfig config,
            ProcessingClock clock,
            RestoredSections restored) {
        this.scope = scope;
        this.clock = clock;
        this.forms = new StoredForms(scope, keyType, config, restored);
    }

    @Override
    public void setCurrentKey(K key) {
        current.set(key);
    }

    @Override
    public void setCurrentLong(long key) {
        current.setLong(key);
    }

    @Override
    public void setCurrentInt(int key) {
        current.setInt(key);
    }

    @Override
    public void expect(long[] keys, int count) {
        int seen = 0;
        for (Table<?> table : tables) {
            seen += table.touch(keys, count);
        }
        touched = seen;
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
            Stored stored = forms.of(descriptor, null);
            forms.restore(stored, table);
            known = new Known(descriptor, false, table, state, stored);
            remember(known);
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
            Stored stored = forms.of(descriptor, namespaceType);
            forms.restore(stored, table);
            known = new Known(descriptor, true, table, namespaced, stored);
            remember(known);
        }
        return (NamespacedState<N, S>) known.state();
    }

    private void remember(Known known) {
        states.put(known.descriptor().getName(), known);
        tables = states.values().stream().map(Known::table).toArray(Table<?>[]::new);
    }

    private @Nullable Known known(StateDescriptor<?, ?> descriptor, boolean namespaced) {
        Known known = states.get(descriptor.getName());
        if (known == null) {
            return null;
        }
        boolean sameType = Objects.equals(known.descriptor().getTypeInformation(), descriptor.getTypeInformation());
        if (!known.descriptor().equals(descriptor) || !sameType || known.namespaced() != namespaced) {
            throw new IllegalStateException("Operator '" + scope.operatorName() + "': the state '"
                    + descriptor.getName()
                    + "' was used with another kind or type before: expected=" + known.descriptor() + ", actual="
                    + descriptor + ". Give each state of an operator a name of its own.");
        }
        return known;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <N> KeyedTimers<K, N> timers(String name, TypeInformation<N> namespaceType) {
        KnownTimers<K> known = timers.get(name);
        if (known == null) {
            HeapTimers<K, N> made = new HeapTimers<>(current, this::expect);
            Stored eventTime = forms.ofTimers(SectionHeader.Kind.EVENT_TIMERS, name, namespaceType);
            Stored processingTime = forms.ofTimers(SectionHeader.Kind.PROCESSING_TIMERS, name, namespaceType);
            forms.restore(eventTime, made.queue(SectionHeader.Kind.EVENT_TIMERS));
            forms.restore(processingTime, made.queue(SectionHeader.Kind.PROCESSING_TIMERS));
            known = new KnownTimers<>(made, eventTime, processingTime);
            timers.put(name, known);
        }
        return (KeyedTimers<K, N>) known.timers();
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
        timers.values().forEach(known -> known.timers().dropKey());
    }

    @Override
    public Snapshot capture(long checkpointId) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Known known : states.values()) {
            parts.add(forms.capture(known.stored(), known.table()));
        }
        for (KnownTimers<K> known : timers.values()) {
            for (Stored stored : List.of(known.eventTime(), known.processingTime())) {
                parts.add(forms.capture(
                        stored, known.timers().queue(stored.header().kind())));
            }
        }
        parts.addAll(forms.unclaimed());
        return new HeapSnapshot(scope, parts, Thread.currentThread().getContextClassLoader());
    }
}
