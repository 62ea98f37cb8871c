package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple3;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 3 fields into an array: {@code new Tuple3Builder<...>().add(...).add(...).build()}. */
public class Tuple3Builder<T0, T1, T2> {
    private final List<Tuple3<T0, T1, T2>> tuples = new ArrayList<>();

    public Tuple3Builder<T0, T1, T2> add(T0 f0, T1 f1, T2 f2) {
        tuples.add(new Tuple3<>(f0, f1, f2));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple3<T0, T1, T2>[] build() {
        return tuples.toArray(new Tuple3[0]);
    }
}
