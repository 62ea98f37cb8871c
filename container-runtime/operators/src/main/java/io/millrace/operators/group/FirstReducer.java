package io.millrace.operators.group;

import io.millrace.dataflow.functions.ReduceFunction;

/** Keeps the first of two records: a distinct by {@link CombineFactory} before the exchange. */
public record FirstReducer<T>() implements ReduceFunction<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public T reduce(T first, T second) {
        return first;
    }
}
