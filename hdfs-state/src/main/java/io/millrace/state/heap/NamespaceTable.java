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
        if (newNamespace != namespace && !newNamespace.equals(namespace)) {
            namespace = newNamespace;
            selected = tables.get(newNamespace);
        }
    }

    /** The selected table, if it has any values. */
    private @Nullable StateTable<V> selected() {
        StateTable<V> known = selected;
        if (known == null) {
            return null;
        }
        StateTable<V> fitting = known.fittedTo(current);
        if (fitting != known) {
            tables.put(Objects.requireNonNull(namespace), fitting);
            selected = fitting;
        }
        return fitting;
    }

    @Override
    public @Nullable V get() {
        StateTable<V> table = selected();
        return table == null ? null : table.get(current);
    }

    @Override
    public int touch(long[] keys, int count) {
        StateTable<V> table = selected;
        return table == null ? 0 : table.touch(keys, count);
    }

    @Override
    public void put(V value) {
        StateTable<V> table = selected();
        if (table == null) {
            Object name = Objects.requireNonNull(namespace, "a namespace is selected before each use");
            StateTable<V> used = spare.poll();
            table = used == null ? StateTable.fitting(current) : used.fittedTo(current);
            tables.put(name, table);
            selected = table;
        }
        table.put(current, value);
    }

    @Override
    public void remove() {
        StateTable<V> table = selected();
        if (table != null) {
            table.remove(current);
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
        CurrentKey<Object> key = CurrentKey.ofHashable(hashableKey);
        StateTable<V> fitting = tables.computeIfAbsent(Objects.requireNonNull(name), n -> StateTable.fitting(key))
                .fittedTo(key);
        tables.put(name, fitting);
        fitting.put(key, value);
    }

    @Override
    public void dropKey() {
        for (Iterator<Map.Entry<Object, StateTable<V>>> each = tables.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Object, StateTable<V>> entry = each.next();
            StateTable<V> table = entry.getValue().fittedTo(current);
            entry.setValue(table);
            table.remove(current);
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
