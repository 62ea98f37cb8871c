package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.datastream.windowing.windows.Window;

/** A {@link WindowFunction} with a life cycle and a runtime context. */
public abstract class RichWindowFunction<IN, OUT, KEY, W extends Window> extends AbstractRichFunction
        implements WindowFunction<IN, OUT, KEY, W> {
    private static final long serialVersionUID = 1L;
}
