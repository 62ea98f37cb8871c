package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple2;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of 2 fields into an array: {@code new Tuple2Builder<...>().add(...).add(...).build()}. */
public class Tuple2Builder<T0, T1> {
    private final List<Tuple2<T0, T1>> tuples = new ArrayList<>();

    public Tuple2Builder<T0, T1> add(T0 f0, T1 f1) {
        tuples.add(new Tuple2<>(f0, f1));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple2<T0, T1>[] build() {
        return tuples.toArray(new Tuple2[0]);
    }
}
