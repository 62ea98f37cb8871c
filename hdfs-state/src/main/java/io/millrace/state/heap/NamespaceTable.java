package io.millrace.state.heap;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One value per key and namespace. A key without values takes no room. */
final class NamespaceTable<V> implements Table<V> {
    private final CurrentKey<?> current;
    private final Map<Object, Map<Object, V>> values = new HashMap<>();
    private @Nullable Object namespace;

    NamespaceTable(CurrentKey<?> current) {
        this.current = current;
    }

    void select(Object namespace) {
        this.namespace = namespace;
    }

    private Object namespace() {
        return Objects.requireNonNull(namespace, "a namespace is selected before each use");
    }

    @Override
    public @Nullable V get() {
        Map<Object, V> ofKey = values.get(current.hashable());
        return ofKey == null ? null : ofKey.get(namespace());
    }

    @Override
    public void put(V value) {
        values.computeIfAbsent(current.hashable(), key -> new HashMap<>(4)).put(namespace(), value);
    }

    @Override
    public void remove() {
        Map<Object, V> ofKey = values.get(current.hashable());
        if (ofKey != null) {
            ofKey.remove(namespace());
            if (ofKey.isEmpty()) {
                values.remove(current.hashable());
            }
        }
    }

    @Override
    public void dropKey() {
        values.remove(current.hashable());
    }
}
