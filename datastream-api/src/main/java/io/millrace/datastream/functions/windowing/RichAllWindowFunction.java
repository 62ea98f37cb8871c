package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.datastream.windowing.windows.Window;

/** An {@link AllWindowFunction} with a life cycle and a runtime context. */
public abstract class RichAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction
        implements AllWindowFunction<IN, OUT, W> {
    private static final long serialVersionUID = 1L;
}
