package io.millrace.operators.broadcast;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import java.util.ArrayList;
import java.util.List;

/** Both groups of a key as a pair of lists; each group must fit in memory. */
public record GroupsAsPair<L, R>() implements CoGroupFunction<L, R, Tuple2<List<L>, List<R>>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void coGroup(Iterable<L> first, Iterable<R> second, Collector<Tuple2<List<L>, List<R>>> out) {
        List<L> lefts = new ArrayList<>();
        first.forEach(lefts::add);
        List<R> rights = new ArrayList<>();
        second.forEach(rights::add);
        out.collect(new Tuple2<>(lefts, rights));
    }
}
