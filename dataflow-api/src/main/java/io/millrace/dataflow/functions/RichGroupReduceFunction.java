package io.millrace.dataflow.functions;

/** A {@link GroupReduceFunction} with {@code open}, {@code close} and a {@link RuntimeContext}. */
public abstract class RichGroupReduceFunction<IN, OUT> extends AbstractRichFunction
        implements GroupReduceFunction<IN, OUT> {
    private static final long serialVersionUID = 1L;
}
