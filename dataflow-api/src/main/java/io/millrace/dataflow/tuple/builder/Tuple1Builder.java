package io.millrace.dataflow.tuple.builder;

import io.millrace.dataflow.tuple.Tuple1;
import java.util.ArrayList;
import java.util.List;

/** Collects tuples of one field into an array: {@code new Tuple1Builder<...>().add(...).add(...).build()}. */
public class Tuple1Builder<T0> {
    private final List<Tuple1<T0>> tuples = new ArrayList<>();

    public Tuple1Builder<T0> add(T0 f0) {
        tuples.add(new Tuple1<>(f0));
        return this;
    }

    /** The tuples added so far, in the order in which they were added. */
    @SuppressWarnings("unchecked")
    public Tuple1<T0>[] build() {
        return tuples.toArray(new Tuple1[0]);
    }
}
