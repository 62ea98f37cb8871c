package io.millrace.state.heap;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.state.AggregatingState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An accumulator, to which each value is added. */
final class HeapAggregatingState<IN, ACC, OUT> implements AggregatingState<IN, OUT> {
    private final Table<Object> table;
    private final AggregateFunction<IN, ACC, OUT> function;

    HeapAggregatingState(Table<Object> table, AggregateFunction<IN, ACC, OUT> function) {
        this.table = table;
        this.function = function;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable OUT get() {
        ACC accumulator = (ACC) table.get();
        return accumulator == null ? null : function.getResult(accumulator);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void add(IN value) {
        if (value == null) {
            clear();
            return;
        }
        ACC accumulator = (ACC) table.get();
        table.put(Objects.requireNonNull(
                function.add(value, accumulator == null ? function.createAccumulator() : accumulator)));
    }

    @Override
    public void clear() {
        table.remove();
    }
}
