package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.util.Collector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives all records in order; the order is serialisable. */
public record SortedPartition<T>(Comparator<T> order) implements MapPartitionFunction<T, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mapPartition(Iterable<T> values, Collector<T> out) {
        List<T> sorted = new ArrayList<>();
        values.forEach(sorted::add);
        sorted.sort(order);
        sorted.forEach(out::collect);
    }
}
