package io.millrace.state.heap;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One value per key. */
final class KeyTable<V> implements Table<V> {
    private final CurrentKey<?> current;
    private final StateTable<V> values = new StateTable<>();

    KeyTable(CurrentKey<?> current) {
        this.current = current;
    }

    @Override
    public @Nullable V get() {
        return values.get(current.hashable());
    }

    @Override
    public void put(V value) {
        values.put(current.hashable(), value);
    }

    @Override
    public void remove() {
        values.remove(current.hashable());
    }

    /** In the form fit for hash tables; the table must not be changed meanwhile. */
    void forEachKey(Consumer<Object> action) {
        values.forEachKey(action);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<StatePart.Run> runs() {
        return values.size() == 0 ? List.of() : List.of(new StatePart.Run(null, (Entries<Object>) values));
    }

    @Override
    public void putRestored(Object hashableKey, @Nullable Object namespace, V value) {
        values.put(hashableKey, value);
    }

    @Override
    public void dropKey() {
        remove();
    }
}
