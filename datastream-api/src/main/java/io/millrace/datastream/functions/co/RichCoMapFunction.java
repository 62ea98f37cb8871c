package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.AbstractRichFunction;

/** A {@link CoMapFunction} with a life cycle and a runtime context. */
public abstract class RichCoMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoMapFunction<IN1, IN2, OUT> {
    private static final long serialVersionUID = 1L;
}
