package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple8;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 8 fields into an array: {@code new Tuple8Builder<...>().add(...).add(...).build()}. */
public class Tuple8Builder<T0, T1, T2, T3, T4, T5, T6, T7> {
    private final List<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> tuples = new ArrayList<>();

    public Tuple8Builder<T0, T1, T2, T3, T4, T5, T6, T7> add(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6, T7 f7) {
        tuples.add(new Tuple8<>(f0, f1, f2, f3, f4, f5, f6, f7));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>[] build() {
        return tuples.toArray(new Tuple8[0]);
    }
}
