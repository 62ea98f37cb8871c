package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple4;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 4 fields into an array: {@code new Tuple4Builder<...>().add(...).add(...).build()}. */
public class Tuple4Builder<T0, T1, T2, T3> {
    private final List<Tuple4<T0, T1, T2, T3>> tuples = new ArrayList<>();

    public Tuple4Builder<T0, T1, T2, T3> add(T0 f0, T1 f1, T2 f2, T3 f3) {
        tuples.add(new Tuple4<>(f0, f1, f2, f3));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple4<T0, T1, T2, T3>[] build() {
        return tuples.toArray(new Tuple4[0]);
    }
}
