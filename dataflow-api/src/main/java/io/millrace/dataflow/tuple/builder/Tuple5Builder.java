package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple5;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 5 fields into an array: {@code new Tuple5Builder<...>().add(...).add(...).build()}. */
public class Tuple5Builder<T0, T1, T2, T3, T4> {
    private final List<Tuple5<T0, T1, T2, T3, T4>> tuples = new ArrayList<>();

    public Tuple5Builder<T0, T1, T2, T3, T4> add(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4) {
        tuples.add(new Tuple5<>(f0, f1, f2, f3, f4));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple5<T0, T1, T2, T3, T4>[] build() {
        return tuples.toArray(new Tuple5[0]);
    }
}
