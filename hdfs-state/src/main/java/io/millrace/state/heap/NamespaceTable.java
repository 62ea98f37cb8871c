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
    private final Map<Object, Namespace<V>> namespaces = new LinkedHashMap<>();
    private final ArrayDeque<Namespace<V>> spare = new ArrayDeque<>(SPARE_TABLES);
    private @Nullable Object name;
    private @Nullable Namespace<V> selected;

    NamespaceTable(CurrentKey<?> current) {
        this.current = current;
    }

    void select(Object newName) {
        if (newName != name && !newName.equals(name)) {
            name = newName;
            selected = namespaces.get(newName);
        }
    }

    @Override
    public @Nullable V get() {
        Namespace<V> there = selected;
        return there == null ? null : there.get();
    }

    @Override
    public int touch(long[] keys, int count) {
        Namespace<V> there = selected;
        return there == null ? 0 : there.touch(keys, count);
    }

    @Override
    public void put(V value) {
        Namespace<V> there = selected;
        if (there == null) {
            there = begin();
        }
        there.put(value);
    }

    private Namespace<V> begin() {
        Object begun = Objects.requireNonNull(name, "a namespace is selected before each use");
        Namespace<V> used = spare.poll();
        Namespace<V> there = used == null
                ? new Namespace<>(begun, current, StateTable.fitting(current))
                : new Namespace<>(begun, used);
        namespaces.put(begun, there);
        selected = there;
        return there;
    }

    @Override
    public void remove() {
        Namespace<V> there = selected;
        if (there != null) {
            there.remove();
            retireIfOver(there);
        }
    }

    /**
     * Follows the keys of a namespace from now on. Selects it.
     *
     * @return null if it is followed already
     */
    @Nullable
    Namespace<V> follow(Object namespace) {
        select(namespace);
        Namespace<V> there = selected;
        if (there == null) {
            there = begin();
        }
        if (there.isFollowed()) {
            return null;
        }
        there.follow();
        return there;
    }

    /** Follows it no more. */
    void unfollow(Namespace<V> there) {
        there.unfollow();
        retireIfOver(there);
    }

    private void retireIfOver(Namespace<V> there) {
        if (there.isOver()) {
            namespaces.remove(there.name());
            retire(there);
            if (selected == there) {
                selected = null;
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<StatePart.Run> runs() {
        List<StatePart.Run> runs = new ArrayList<>();
        namespaces.forEach((namespace, there) -> {
            if (there.hasValues()) {
                runs.add(new StatePart.Run(namespace, (Entries<Object>) there.entries()));
            }
        });
        return runs;
    }

    @Override
    public void putRestored(Object hashableKey, @Nullable Object namespace, V value) {
        CurrentKey<Object> key = CurrentKey.ofHashable(hashableKey);
        namespaces
                .computeIfAbsent(
                        Objects.requireNonNull(namespace), n -> new Namespace<>(n, current, StateTable.fitting(key)))
                .putRestored(key, value);
    }

    @Override
    public void dropKey() {
        for (Iterator<Namespace<V>> each = namespaces.values().iterator(); each.hasNext(); ) {
            Namespace<V> there = each.next();
            there.remove();
            if (there.isOver()) {
                each.remove();
                retire(there);
            }
        }
        name = null;
        selected = null;
    }

    private void retire(Namespace<V> empty) {
        if (spare.size() < SPARE_TABLES) {
            spare.add(empty);
        }
    }
}
