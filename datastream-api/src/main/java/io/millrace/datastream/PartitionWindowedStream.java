package io.millrace.datastream;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.Order;

/** A stream with each of its partitions as one window, which ends with the stream. */
public interface PartitionWindowedStream<T> {
    /** One call with all records of the partition. */
    <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction);

    /** One record per partition; none of an empty one. */
    SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction);

    /** One aggregate per partition. */
    <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction);

    /** The records of each partition in order, by a tuple's field. */
    SingleOutputStreamOperator<T> sortPartition(int field, Order order);

    SingleOutputStreamOperator<T> sortPartition(String field, Order order);

    <K> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, K> keySelector, Order order);
}
