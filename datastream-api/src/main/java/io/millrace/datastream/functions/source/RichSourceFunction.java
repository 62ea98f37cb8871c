package io.millrace.datastream.functions.source;

import io.millrace.dataflow.functions.AbstractRichFunction;

/** A {@link SourceFunction} with a life cycle and a runtime context. */
public abstract class RichSourceFunction<OUT> extends AbstractRichFunction implements SourceFunction<OUT> {
    private static final long serialVersionUID = 1L;
}
