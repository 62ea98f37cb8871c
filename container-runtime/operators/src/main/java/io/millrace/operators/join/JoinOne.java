package io.millrace.operators.join;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.operators.function.AdaptedFunction;

/** A join function that gives one result per pair, as one that gives any number. */
public record JoinOne<L, R, OUT>(JoinFunction<L, R, OUT> adapted)
        implements FlatJoinFunction<L, R, OUT>, AdaptedFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public void join(L left, R right, Collector<OUT> out) throws Exception {
        out.collect(adapted.join(left, right));
    }
}
