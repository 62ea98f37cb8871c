package io.millrace.datastream.functions.windowing;

/** An {@link AllWindowFunction} with a life cycle and a runtime context. */
public abstract class RichAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction
        implements AllWindowFunction<IN, OUT, W> {
    private static final long serialVersionUID = 1L;
}
