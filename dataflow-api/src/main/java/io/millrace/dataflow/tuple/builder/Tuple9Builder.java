package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple9;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 9 fields into an array: {@code new Tuple9Builder<...>().add(...).add(...).build()}. */
public class Tuple9Builder<T0, T1, T2, T3, T4, T5, T6, T7, T8> {
    private final List<Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>> tuples = new ArrayList<>();

    public Tuple9Builder<T0, T1, T2, T3, T4, T5, T6, T7, T8> add(
            T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6, T7 f7, T8 f8) {
        tuples.add(new Tuple9<>(f0, f1, f2, f3, f4, f5, f6, f7, f8));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>[] build() {
        return tuples.toArray(new Tuple9[0]);
    }
}
