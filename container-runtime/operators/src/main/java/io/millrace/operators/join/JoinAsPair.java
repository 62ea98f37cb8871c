package io.millrace.operators.join;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;

/** The join function of joins that have none: both records as a tuple. */
public record JoinAsPair<L, R>() implements FlatJoinFunction<L, R, Tuple2<L, R>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void join(L left, R right, Collector<Tuple2<L, R>> out) {
        out.collect(Tuple2.of(left, right));
    }
}
