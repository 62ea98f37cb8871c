package io.millrace.operators.sort;

import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.util.Collector;

/**
 * Passes the first records of each group: {@code first(n)} of a grouping, also as its own combiner.
 *
 * @param records 1 or more
 */
public record FirstOfGroup<T>(int records) implements GroupReduceFunction<T, T>, GroupCombineFunction<T, T> {
    private static final long serialVersionUID = 1L;

    public FirstOfGroup {
        if (records < 1) {
            throw new IllegalArgumentException("first(n) needs n of 1 or more, found " + records);
        }
    }

    @Override
    public void reduce(Iterable<T> group, Collector<T> out) {
        int left = records;
        for (T record : group) {
            out.collect(record);
            if (--left == 0) {
                return;
            }
        }
    }

    @Override
    public void combine(Iterable<T> group, Collector<T> out) {
        reduce(group, out);
    }
}
