package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.util.FlinkRuntimeException;
import java.util.ArrayList;
import java.util.List;

/** A reduce as an aggregate: its accumulator is a list of nothing or of what the records came to so far. */
public final class ReducedPartition<T> implements AggregateFunction<T, List<T>, T>, Wrapping {
    private static final long serialVersionUID = 1L;

    private final ReduceFunction<T> function;

    public ReducedPartition(ReduceFunction<T> function) {
        this.function = function;
    }

    @Override
    public ReduceFunction<T> wrapped() {
        return function;
    }

    @Override
    public List<T> createAccumulator() {
        return new ArrayList<>();
    }

    @Override
    public List<T> add(T value, List<T> accumulator) {
        if (accumulator.isEmpty()) {
            accumulator.add(value);
        } else {
            accumulator.set(0, reduce(accumulator.get(0), value));
        }
        return accumulator;
    }

    private T reduce(T left, T right) {
        try {
            return function.reduce(left, right);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException("The reduce function failed: " + e.getMessage(), e);
        }
    }

    @Override
    public T getResult(List<T> accumulator) {
        return accumulator.get(0);
    }

    @Override
    public List<T> merge(List<T> a, List<T> b) {
        return b.isEmpty() ? a : add(b.get(0), a);
    }
}
