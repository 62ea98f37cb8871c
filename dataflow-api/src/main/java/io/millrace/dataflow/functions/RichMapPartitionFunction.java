package io.millrace.dataflow.functions;

/** A {@link MapPartitionFunction} with {@code open}, {@code close} and a {@link RuntimeContext}. */
public abstract class RichMapPartitionFunction<I, O> extends AbstractRichFunction
        implements MapPartitionFunction<I, O> {
    private static final long serialVersionUID = 1L;
}
