package io.millrace.datastream.functions.source;

import io.millrace.dataflow.functions.AbstractRichFunction;

/** A {@link ParallelSourceFunction} with a life cycle and a runtime context. */
public abstract class RichParallelSourceFunction<OUT> extends AbstractRichFunction
        implements ParallelSourceFunction<OUT> {
    private static final long serialVersionUID = 1L;
}
