package io.millrace.datastream.functions.sink;

import io.millrace.dataflow.functions.AbstractRichFunction;

/** A {@link SinkFunction} with a life cycle and a runtime context. */
public abstract class RichSinkFunction<IN> extends AbstractRichFunction implements SinkFunction<IN> {
    private static final long serialVersionUID = 1L;
}
