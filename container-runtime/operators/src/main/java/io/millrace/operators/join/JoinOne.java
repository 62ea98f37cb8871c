package io.millrace.operators.join;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.Collector;
import io.millrace.operators.function.AdaptedFunction;
import io.millrace.types.fresh.FreshRecords;

/** A join function that gives one result per pair, as one that gives any number. */
public record JoinOne<L, R, OUT>(JoinFunction<L, R, OUT> adapted)
        implements FlatJoinFunction<L, R, OUT>, AdaptedFunction {
    private static final long serialVersionUID = 1L;

    /** Whether each record of a join function is new; see {@link io.millrace.dataflow.contract.Operator#emitsNew}. */
    public static boolean emitsNew(FlatJoinFunction<?, ?, ?> function, TypeInformation<?> outputType) {
        return function instanceof JoinOne<?, ?, ?> one
                ? FreshRecords.areReturned(one.adapted, "join", outputType)
                : FreshRecords.areCollected(function, "join", outputType);
    }

    @Override
    public void join(L left, R right, Collector<OUT> out) throws Exception {
        out.collect(adapted.join(left, right));
    }
}
