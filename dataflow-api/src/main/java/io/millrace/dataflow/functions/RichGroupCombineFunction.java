package io.millrace.dataflow.functions;

/** A {@link GroupCombineFunction} with {@code open}, {@code close} and a {@link RuntimeContext}. */
public abstract class RichGroupCombineFunction<IN, OUT> extends AbstractRichFunction
        implements GroupCombineFunction<IN, OUT> {
    private static final long serialVersionUID = 1L;
}
