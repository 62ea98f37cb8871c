package io.millrace.state.heap;

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
    public void dropKey() {
        remove();
    }
}
