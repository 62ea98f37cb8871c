package io.millrace.dataset.operators.join;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataset.operators.JoinOperator;

/** A join that may be given its function. */
public interface JoinFunctionAssigner<I1, I2> {
    /** Calls the function for each pair; it gives one result. In outer joins, one of the pair may be null. */
    <R> JoinOperator<I1, I2, R> with(JoinFunction<I1, I2, R> joinFunction);

    /** Calls the function for each pair; it emits any number of results. In outer joins, one of the pair may be null. */
    <R> JoinOperator<I1, I2, R> with(FlatJoinFunction<I1, I2, R> joinFunction);
}
