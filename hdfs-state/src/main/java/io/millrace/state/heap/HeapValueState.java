package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/** One value. */
final class HeapValueState<T> implements ValueState<T> {
    private final Table<Object> table;
    private final ValueStateDescriptor<T> descriptor;

    HeapValueState(Table<Object> table, ValueStateDescriptor<T> descriptor) {
        this.table = table;
        this.descriptor = descriptor;
        if (descriptor.getDefaultValue() != null) {
            // So that each caller gets a copy of the default.
            descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T value() {
        T value = (T) table.get();
        return value == null ? descriptor.getDefaultValue() : value;
    }

    @Override
    public void update(@Nullable T value) {
        if (value == null) {
            table.remove();
        } else {
            table.put(value);
        }
    }

    @Override
    public void clear() {
        table.remove();
    }
}
