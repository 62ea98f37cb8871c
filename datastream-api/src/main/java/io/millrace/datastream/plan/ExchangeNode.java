package io.millrace.datastream.plan;

import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.types.TypeInformation;
import java.util.List;

/** A stream that goes to its consumer by a given pattern. */
public final class ExchangeNode<T> extends StreamNode<T> {
    private final StreamNode<T> input;
    private final ExchangePattern pattern;

    public ExchangeNode(StreamNode<T> input, ExchangePattern pattern) {
        this.input = input;
        this.pattern = pattern;
    }

    public StreamNode<T> input() {
        return input;
    }

    public ExchangePattern pattern() {
        return pattern;
    }

    @Override
    public TypeInformation<T> type() {
        return input.type();
    }

    @Override
    public void refine(Object consumer, Class<?> functionInterface, int inputTypeArgument) {
        input.refine(consumer, functionInterface, inputTypeArgument);
    }

    @Override
    public List<StreamNode<?>> inputs() {
        return List.of(input);
    }

    @Override
    public int parallelism() {
        return input.parallelism();
    }
}
