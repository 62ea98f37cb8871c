package io.millrace.operators.sort;

import io.millrace.dataflow.functions.CombineFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.operators.function.AdaptedFunction;

/** A combiner that makes one record of a group, as one that makes any number. */
public record CombineToOne<IN, OUT>(CombineFunction<IN, OUT> adapted)
        implements GroupCombineFunction<IN, OUT>, AdaptedFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public void combine(Iterable<IN> values, Collector<OUT> out) throws Exception {
        out.collect(adapted.combine(values));
    }
}
