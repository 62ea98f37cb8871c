package io.millrace.dataflow.functions;

/** A {@link AggregateFunction} with {@code open}, {@code close} and a {@link RuntimeContext}. */
public abstract class RichAggregateFunction<IN, ACC, OUT> extends AbstractRichFunction
        implements AggregateFunction<IN, ACC, OUT> {
    private static final long serialVersionUID = 1L;
}
