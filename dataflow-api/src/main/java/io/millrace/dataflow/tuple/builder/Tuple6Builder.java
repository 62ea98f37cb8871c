package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple6;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 6 fields into an array: {@code new Tuple6Builder<...>().add(...).add(...).build()}. */
public class Tuple6Builder<T0, T1, T2, T3, T4, T5> {
    private final List<Tuple6<T0, T1, T2, T3, T4, T5>> tuples = new ArrayList<>();

    public Tuple6Builder<T0, T1, T2, T3, T4, T5> add(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5) {
        tuples.add(new Tuple6<>(f0, f1, f2, f3, f4, f5));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple6<T0, T1, T2, T3, T4, T5>[] build() {
        return tuples.toArray(new Tuple6[0]);
    }
}
