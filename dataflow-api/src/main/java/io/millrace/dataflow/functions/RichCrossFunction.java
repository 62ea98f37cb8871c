package io.millrace.dataflow.functions;

/** A {@link CrossFunction} with {@code open}, {@code close} and a {@link RuntimeContext}. */
public abstract class RichCrossFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CrossFunction<IN1, IN2, OUT> {
    private static final long serialVersionUID = 1L;
}
