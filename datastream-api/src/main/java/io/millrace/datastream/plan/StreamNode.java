package io.millrace.datastream.plan;

import io.millrace.dataflow.types.TypeInformation;
import java.util.List;

/**
 * A point in a program that has a stream of records: an operator's output, several streams in one, or a stream on another
 * way to its consumer.
 */
public abstract sealed class StreamNode<T> permits OperatorStep, UnionNode, ExchangeNode, SideOutputNode {
    /** What the records are, as far as is known now; consumers may tell more later. */
    public abstract TypeInformation<T> type();

    /** Learns from a consumer what the records are; see {@link OutputTypes#refine}. */
    public abstract void refine(Object consumer, Class<?> functionInterface, int inputTypeArgument);

    public abstract List<StreamNode<?>> inputs();

    /** How many instances make these records; -1 where the environment decides. */
    public abstract int parallelism();
}
