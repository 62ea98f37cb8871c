package io.millrace.state.heap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One value per key. */
final class KeyTable<V> implements Table<V> {
    private final CurrentKey<?> current;
    private @Nullable StateTable<V> values;

    KeyTable(CurrentKey<?> current) {
        this.current = current;
    }

    private StateTable<V> values() {
        StateTable<V> known = values;
        StateTable<V> fitting = known == null ? StateTable.fitting(current) : known.fittedTo(current);
        if (fitting != known) {
            values = fitting;
        }
        return fitting;
    }

    @Override
    public int touch(long[] keys, int count) {
        StateTable<V> known = values;
        return known == null ? 0 : known.touch(keys, count);
    }

    @Override
    public @Nullable V get() {
        return values().get(current);
    }

    @Override
    public void put(V value) {
        values().put(current, value);
    }

    @Override
    public void remove() {
        values().remove(current);
    }

    /** In the form fit for hash tables; the table must not be changed meanwhile. */
    void forEachKey(Consumer<Object> action) {
        StateTable<V> known = values;
        if (known == null) {
            return;
        }
        try {
            known.forEach((key, value) -> action.accept(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<StatePart.Run> runs() {
        StateTable<V> known = values;
        return known == null || known.size() == 0
                ? List.of()
                : List.of(new StatePart.Run(null, (Entries<Object>) known));
    }

    @Override
    public void putRestored(Object hashableKey, @Nullable Object namespace, V value) {
        CurrentKey<Object> key = CurrentKey.ofHashable(hashableKey);
        StateTable<V> known = values;
        StateTable<V> fitting = known == null ? StateTable.fitting(key) : known.fittedTo(key);
        values = fitting;
        fitting.put(key, value);
    }

    @Override
    public void dropKey() {
        remove();
    }
}
