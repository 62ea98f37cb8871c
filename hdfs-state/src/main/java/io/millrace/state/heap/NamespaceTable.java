package io.millrace.state.heap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value per key and namespace: a table of keys for each namespace, since there are many keys but few windows at a time.
 * The table of a namespace without values goes, and is used again for the next one.
 */
final class NamespaceTable<V> implements Table<V> {
    /** Windows come and go one after another; more empty tables than this would only hold memory. */
    private static final int SPARE_TABLES = 2;

    private final CurrentKey<?> current;
    private final Map<Object, StateTable<V>> tables = new LinkedHashMap<>();
    private final ArrayDeque<StateTable<V>> spare = new ArrayDeque<>(SPARE_TABLES);
    private @Nullable Object namespace;
    private @Nullable StateTable<V> selected;

    NamespaceTable(CurrentKey<?> current) {
        this.current = current;
    }

    void select(Object newNamespace) {
        if (!newNamespace.equals(namespace)) {
            namespace = newNamespace;
            selected = tables.get(newNamespace);
        }
    }

    @Override
    public @Nullable V get() {
        StateTable<V> table = selected;
        return table == null ? null : table.get(current.hashable());
    }

    @Override
    public void put(V value) {
        StateTable<V> table = selected;
        if (table == null) {
            Object name = Objects.requireNonNull(namespace, "a namespace is selected before each use");
            table = Objects.requireNonNullElseGet(spare.poll(), StateTable::new);
            tables.put(name, table);
            selected = table;
        }
        table.put(current.hashable(), value);
    }

    @Override
    public void remove() {
        StateTable<V> table = selected;
        if (table != null) {
            table.remove(current.hashable());
            if (table.size() == 0) {
                tables.remove(Objects.requireNonNull(namespace));
                retire(table);
                selected = null;
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<StatePart.Run> runs() {
        List<StatePart.Run> runs = new ArrayList<>();
        tables.forEach((name, table) -> {
            if (table.size() > 0) {
                runs.add(new StatePart.Run(name, (Entries<Object>) table));
            }
        });
        return runs;
    }

    @Override
    public void putRestored(Object hashableKey, @Nullable Object name, V value) {
        tables.computeIfAbsent(Objects.requireNonNull(name), n -> new StateTable<>())
                .put(hashableKey, value);
    }

    @Override
    public void dropKey() {
        for (Iterator<StateTable<V>> each = tables.values().iterator(); each.hasNext(); ) {
            StateTable<V> table = each.next();
            table.remove(current.hashable());
            if (table.size() == 0) {
                each.remove();
                retire(table);
            }
        }
        namespace = null;
        selected = null;
    }

    private void retire(StateTable<V> empty) {
        if (spare.size() < SPARE_TABLES) {
            spare.add(empty);
        }
    }
}
