package io.millrace.dataflow.graph;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.util.SerializedValue;
import java.io.Serializable;

/** Which subtasks of the consumer get a record. */
public sealed interface ExchangePattern extends Serializable {
    /** Subtask i to subtask i; both vertices have the same parallelism. */
    record Forward() implements ExchangePattern {}

    /** One after another, beginning at a place that depends on the producer's subtask. */
    record Rebalance() implements ExchangePattern {}

    /** As rebalance, but only among the consumers that share the producer's part of the range. */
    record Rescale() implements ExchangePattern {}

    /**
     * By the key group of the record's key ({@link io.millrace.dataflow.state.KeyGroupRangeAssignment}): equal keys meet
     * at one subtask, also those of different edges whose consumer is the same vertex.
     */
    record Hash(SerializedValue<KeySelector<?, ?>> key) implements ExchangePattern {}

    /**
     * Subtask i to subtask i, of equally many; but all hear the events of all: so each subtask of a loop's head knows when all
     * of the loop have ended a superstep.
     */
    record FeedBack() implements ExchangePattern {}

    /** Every record to every subtask. */
    record Broadcast() implements ExchangePattern {}

    /** Every record to subtask 0. */
    record Global() implements ExchangePattern {}

    /** A uniformly random subtask for each record. */
    record Shuffle() implements ExchangePattern {}

    /** Where the user's partitioner says, given the key and the consumer's parallelism. */
    record Custom(SerializedValue<Partitioner<?>> partitioner, SerializedValue<KeySelector<?, ?>> key)
            implements ExchangePattern {}
}
