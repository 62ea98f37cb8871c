package io.millrace.dataflow.functions;

/** A {@link MapFunction} with {@code open}, {@code close} and a {@link RuntimeContext}. */
public abstract class RichMapFunction<IN, OUT> extends AbstractRichFunction implements MapFunction<IN, OUT> {
    private static final long serialVersionUID = 1L;
}
