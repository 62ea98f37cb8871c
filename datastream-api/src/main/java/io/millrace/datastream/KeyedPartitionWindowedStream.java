package io.millrace.datastream;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.datastream.runtime.PartitionCall;
import io.millrace.datastream.runtime.SelectedOrder;
import io.millrace.datastream.runtime.SortedPartition;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.windows.GlobalWindow;
import io.millrace.types.key.FieldOrder;
import java.util.Comparator;

/** A keyed stream with all records of a key as one window, which ends with the stream. They are keyed state until then. */
public class KeyedPartitionWindowedStream<T, KEY> implements PartitionWindowedStream<T> {
    private final KeyedStream<T, KEY> input;

    KeyedPartitionWindowedStream(KeyedStream<T, KEY> input) {
        this.input = input;
    }

    private WindowedStream<T, KEY, GlobalWindow> window() {
        return input.window(GlobalWindows.createWithEndOfStreamTrigger());
    }

    @Override
    public <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction) {
        return window().apply(
                        new PartitionCall<KEY, T, R>(
                                input.getExecutionEnvironment().clean(mapPartitionFunction)),
                        OutputTypes.of(mapPartitionFunction, MapPartitionFunction.class, 1, input.getType()))
                .name("MapPartition");
    }

    @Override
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction) {
        return window().reduce(reduceFunction).name("PartitionReduce");
    }

    @Override
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction) {
        return window().aggregate(aggregateFunction).name("PartitionAggregate");
    }

    @Override
    public SingleOutputStreamOperator<T> sortPartition(int field, Order order) {
        return sorted(FieldOrder.by(input.getType(), field, order));
    }

    @Override
    public SingleOutputStreamOperator<T> sortPartition(String field, Order order) {
        return sorted(FieldOrder.by(input.getType(), field, order));
    }

    @Override
    public <K> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, K> keySelector, Order order) {
        return sorted(new SelectedOrder<>(input.getExecutionEnvironment().clean(keySelector), order));
    }

    private SingleOutputStreamOperator<T> sorted(Comparator<T> order) {
        return window().apply(new PartitionCall<KEY, T, T>(new SortedPartition<>(order)), input.getType())
                .name("SortPartition");
    }
}
