package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.AbstractRichFunction;

/** A {@link CoFlatMapFunction} with a life cycle and a runtime context. */
public abstract class RichCoFlatMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoFlatMapFunction<IN1, IN2, OUT> {
    private static final long serialVersionUID = 1L;
}
