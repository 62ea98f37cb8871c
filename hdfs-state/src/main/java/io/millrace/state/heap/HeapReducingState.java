package io.millrace.state.heap;

import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.state.ReducingState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One value, reduced with each that is added. */
final class HeapReducingState<T> implements ReducingState<T> {
    private final Table<Object> table;
    private final ReduceFunction<T> function;

    HeapReducingState(Table<Object> table, ReduceFunction<T> function) {
        this.table = table;
        this.function = function;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T get() {
        return (T) table.get();
    }

    @Override
    public void add(T value) throws Exception {
        if (value == null) {
            clear();
            return;
        }
        T before = get();
        table.put(Objects.requireNonNull(before == null ? value : function.reduce(before, value)));
    }

    @Override
    public void clear() {
        table.remove();
    }
}
