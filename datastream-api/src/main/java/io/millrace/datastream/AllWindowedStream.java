package io.millrace.datastream;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.NullByteKeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.windowing.AllWindowFunction;
import io.millrace.datastream.functions.windowing.ProcessAllWindowFunction;
import io.millrace.datastream.runtime.FieldAggregation;
import io.millrace.datastream.runtime.WindowBody;
import io.millrace.datastream.runtime.WindowContents;
import io.millrace.datastream.runtime.WindowFactory;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;

/** A stream whose records are put into windows, all in one parallel instance. */
public class AllWindowedStream<T, W extends Window> {
    private final DataStream<T> input;
    private final WindowSpec<T, W> spec;

    AllWindowedStream(DataStream<T> input, WindowAssigner<? super T, W> assigner) {
        this.input = input;
        this.spec = new WindowSpec<>(assigner);
    }

    /** In place of the assigner's default trigger. */
    public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
        spec.setTrigger(trigger);
        return this;
    }

    /** How long after its end, in event time, a window still takes elements; each late one fires it again. */
    public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
        spec.setAllowedLateness(lateness);
        return this;
    }

    @Deprecated
    public AllWindowedStream<T, W> allowedLateness(Time lateness) {
        return allowedLateness(lateness.toDuration());
    }

    /** Elements that come too late go to a side output instead of being dropped. */
    public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> outputTag) {
        spec.setLateTag(outputTag);
        return this;
    }

    /** Keeps all elements of a window until it ends, and takes some out when it fires. */
    public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
        spec.setEvictor(evictor);
        return this;
    }

    /** One record per window. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
        input.node().refine(function, ReduceFunction.class, 0);
        return add(input.getType(), WindowContents.reduce(clean(function), input.getType()), WindowBody.passThrough());
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        return reduce(reduceFunction, function, OutputTypes.of(function, AllWindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        input.node().refine(reduceFunction, ReduceFunction.class, 0);
        return add(
                resultType,
                WindowContents.reduce(clean(reduceFunction), input.getType()),
                WindowBody.ofAll(clean(function)));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, ProcessAllWindowFunction<T, R, W> function) {
        return reduce(
                reduceFunction, function, OutputTypes.of(function, ProcessAllWindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            ProcessAllWindowFunction<T, R, W> function,
            TypeInformation<R> resultType) {
        input.node().refine(reduceFunction, ReduceFunction.class, 0);
        return add(
                resultType,
                WindowContents.reduce(clean(reduceFunction), input.getType()),
                WindowBody.ofAll(clean(function)));
    }

    /** One aggregate per window. */
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
        return aggregate(function, accumulatorType(function), resultType(function));
    }

    public <ACC, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, R> function,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<R> resultType) {
        return add(resultType, WindowContents.aggregate(clean(function), accumulatorType), WindowBody.passThrough());
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, AllWindowFunction<V, R, W> windowFunction) {
        return aggregate(
                aggFunction,
                windowFunction,
                accumulatorType(aggFunction),
                OutputTypes.of(windowFunction, AllWindowFunction.class, 1, resultType(aggFunction)));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggregateFunction,
            AllWindowFunction<V, R, W> windowFunction,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<R> resultType) {
        input.node().refine(aggregateFunction, AggregateFunction.class, 0);
        return add(
                resultType,
                WindowContents.aggregate(clean(aggregateFunction), accumulatorType),
                WindowBody.ofAll(clean(windowFunction)));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, ProcessAllWindowFunction<V, R, W> windowFunction) {
        TypeInformation<V> aggregate = resultType(aggFunction);
        return aggregate(
                aggFunction,
                windowFunction,
                accumulatorType(aggFunction),
                aggregate,
                OutputTypes.of(windowFunction, ProcessAllWindowFunction.class, 1, aggregate));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggregateFunction,
            ProcessAllWindowFunction<V, R, W> windowFunction,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<V> aggregateResultType,
            TypeInformation<R> resultType) {
        input.node().refine(aggregateFunction, AggregateFunction.class, 0);
        return add(
                resultType,
                WindowContents.aggregate(clean(aggregateFunction), accumulatorType),
                WindowBody.ofAll(clean(windowFunction)));
    }

    private <ACC, V> TypeInformation<ACC> accumulatorType(AggregateFunction<T, ACC, V> function) {
        return OutputTypes.of(function, AggregateFunction.class, 1, input.getType());
    }

    private <ACC, V> TypeInformation<V> resultType(AggregateFunction<T, ACC, V> function) {
        return OutputTypes.of(function, AggregateFunction.class, 2, input.getType(), accumulatorType(function));
    }

    /** The function sees all elements of the window. */
    public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function) {
        return apply(function, OutputTypes.of(function, AllWindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        return add(resultType, WindowContents.all(input.getType()), WindowBody.ofAll(clean(function)));
    }

    @Deprecated
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        return reduce(reduceFunction, function);
    }

    @Deprecated
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        return reduce(reduceFunction, function, resultType);
    }

    /** The function sees all elements of the window, and its state. */
    public <R> SingleOutputStreamOperator<R> process(ProcessAllWindowFunction<T, R, W> function) {
        return process(function, OutputTypes.of(function, ProcessAllWindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessAllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        return add(resultType, WindowContents.all(input.getType()), WindowBody.ofAll(clean(function)));
    }

    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return reduce(FieldAggregation.sum(input.getType(), positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        return reduce(FieldAggregation.sum(input.getType(), field));
    }

    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return reduce(FieldAggregation.min(input.getType(), positionToMin));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        return reduce(FieldAggregation.min(input.getType(), field));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return reduce(FieldAggregation.max(input.getType(), positionToMax));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        return reduce(FieldAggregation.max(input.getType(), field));
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** The whole record with the smallest field; of equal ones the first if {@code first}, else the last. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return reduce(FieldAggregation.minBy(input.getType(), positionToMinBy, first));
    }

    public SingleOutputStreamOperator<T> minBy(String field) {
        return minBy(field, true);
    }

    /** The whole record with the smallest field; of equal ones the first if {@code first}, else the last. */
    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return reduce(FieldAggregation.minBy(input.getType(), field, first));
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** The whole record with the largest field; of equal ones the first if {@code first}, else the last. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return reduce(FieldAggregation.maxBy(input.getType(), positionToMaxBy, first));
    }

    public SingleOutputStreamOperator<T> maxBy(String field) {
        return maxBy(field, true);
    }

    /** The whole record with the largest field; of equal ones the first if {@code first}, else the last. */
    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return reduce(FieldAggregation.maxBy(input.getType(), field, first));
    }

    private <F> F clean(F function) {
        return input.getExecutionEnvironment().clean(function);
    }

    private <V, R> SingleOutputStreamOperator<R> add(
            TypeInformation<R> resultType, WindowContents<T, V> contents, WindowBody<Byte, V, R, W> body) {
        WindowFactory<Byte, T, V, R, W> factory =
                spec.factory(contents, body, new NullByteKeySelector<>(), Types.BYTE, input.getType());
        return input.oneInput(spec.operatorName(), resultType, context -> factory)
                .forceNonParallel();
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return input.getExecutionEnvironment();
    }

    public TypeInformation<T> getInputType() {
        return input.getType();
    }
}
