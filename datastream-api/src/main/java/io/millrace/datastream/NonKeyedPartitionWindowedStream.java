package io.millrace.datastream;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.runtime.AggregatePartitionFactory;
import io.millrace.datastream.runtime.CollectPartitionFactory;
import io.millrace.datastream.runtime.ReducedPartition;
import io.millrace.datastream.runtime.SelectedOrder;
import io.millrace.datastream.runtime.SortedPartition;
import io.millrace.types.key.FieldOrder;
import java.util.Comparator;

/** A stream with all records of a parallel instance as one window, which ends with the stream. */
public class NonKeyedPartitionWindowedStream<T> implements PartitionWindowedStream<T> {
    private final DataStream<T> input;

    NonKeyedPartitionWindowedStream(DataStream<T> input) {
        this.input = input;
    }

    @Override
    public <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction) {
        input.node().refine(mapPartitionFunction, MapPartitionFunction.class, 0);
        input.getExecutionEnvironment().clean(mapPartitionFunction);
        return whole(
                "MapPartition",
                mapPartitionFunction,
                OutputTypes.of(mapPartitionFunction, MapPartitionFunction.class, 1, input.getType()));
    }

    private <R> SingleOutputStreamOperator<R> whole(
            String name, MapPartitionFunction<T, R> function, TypeInformation<R> type) {
        return input.oneInput(
                        name,
                        type,
                        context -> new CollectPartitionFactory<>(
                                function, input.node().type()))
                .setParallelism(input.getParallelism());
    }

    @Override
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction) {
        input.node().refine(reduceFunction, ReduceFunction.class, 0);
        input.getExecutionEnvironment().clean(reduceFunction);
        return input.oneInput(
                        "PartitionReduce",
                        input.getType(),
                        context -> new AggregatePartitionFactory<>(
                                new ReducedPartition<>(reduceFunction),
                                input.node().type(),
                                Types.LIST(input.node().type()),
                                true))
                .setParallelism(input.getParallelism());
    }

    @Override
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction) {
        input.getExecutionEnvironment().clean(aggregateFunction);
        TypeInformation<ACC> accumulator =
                OutputTypes.of(aggregateFunction, AggregateFunction.class, 1, input.getType());
        TypeInformation<R> result =
                OutputTypes.of(aggregateFunction, AggregateFunction.class, 2, input.getType(), accumulator);
        return input.oneInput(
                        "PartitionAggregate",
                        result,
                        context -> new AggregatePartitionFactory<>(
                                aggregateFunction, input.node().type(), accumulator, false))
                .setParallelism(input.getParallelism());
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
        return whole("SortPartition", new SortedPartition<>(order), input.getType());
    }
}
