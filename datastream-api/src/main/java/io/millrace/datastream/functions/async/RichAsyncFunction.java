package io.millrace.datastream.functions.async;

import io.millrace.dataflow.functions.AbstractRichFunction;

/** An {@link AsyncFunction} with a life cycle and a runtime context. It has no keyed state, as calls overlap. */
public abstract class RichAsyncFunction<IN, OUT> extends AbstractRichFunction implements AsyncFunction<IN, OUT> {
    private static final long serialVersionUID = 1L;
}
