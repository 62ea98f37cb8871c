package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple7;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 7 fields into an array: {@code new Tuple7Builder<...>().add(...).add(...).build()}. */
public class Tuple7Builder<T0, T1, T2, T3, T4, T5, T6> {
    private final List<Tuple7<T0, T1, T2, T3, T4, T5, T6>> tuples = new ArrayList<>();

    public Tuple7Builder<T0, T1, T2, T3, T4, T5, T6> add(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6) {
        tuples.add(new Tuple7<>(f0, f1, f2, f3, f4, f5, f6));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple7<T0, T1, T2, T3, T4, T5, T6>[] build() {
        return tuples.toArray(new Tuple7[0]);
    }
}
