package io.millrace.datastream;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.functions.windowing.WindowFunction;
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

/** A keyed stream whose records are put into windows; says what happens to the windows' contents. */
public class WindowedStream<T, K, W extends Window> {
    private final KeyedStream<T, K> input;
    private final WindowSpec<T, W> spec;

    WindowedStream(KeyedStream<T, K> input, WindowAssigner<? super T, W> assigner) {
        this.input = input;
        this.spec = new WindowSpec<>(assigner);
    }

    /** In place of the assigner's default trigger. */
    public WindowedStream<T, K, W> trigger(Trigger<? super T, ? super W> trigger) {
        spec.setTrigger(trigger);
        return this;
    }

    /** How long after its end, in event time, a window still takes elements; each late one fires it again. */
    public WindowedStream<T, K, W> allowedLateness(Duration lateness) {
        spec.setAllowedLateness(lateness);
        return this;
    }

    @Deprecated
    public WindowedStream<T, K, W> allowedLateness(Time lateness) {
        return allowedLateness(lateness.toDuration());
    }

    /** Elements that come too late go to a side output instead of being dropped. */
    public WindowedStream<T, K, W> sideOutputLateData(OutputTag<T> outputTag) {
        spec.setLateTag(outputTag);
        return this;
    }

    /** Keeps all elements of a window until it ends, and takes some out when it fires. */
    public WindowedStream<T, K, W> evictor(Evictor<? super T, ? super W> evictor) {
        spec.setEvictor(evictor);
        return this;
    }

    // ------------------------------------------------------------------ reduce

    /** One record per window and key. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
        input.node().refine(function, ReduceFunction.class, 0);
        return add(input.getType(), WindowContents.reduce(clean(function), input.getType()), WindowBody.passThrough());
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, WindowFunction<T, R, K, W> function) {
        return reduce(reduceFunction, function, OutputTypes.of(function, WindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, WindowFunction<T, R, K, W> function, TypeInformation<R> resultType) {
        input.node().refine(reduceFunction, ReduceFunction.class, 0);
        return add(
                resultType,
                WindowContents.reduce(clean(reduceFunction), input.getType()),
                WindowBody.of(clean(function)));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, ProcessWindowFunction<T, R, K, W> function) {
        return reduce(
                reduceFunction, function, OutputTypes.of(function, ProcessWindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            ProcessWindowFunction<T, R, K, W> function,
            TypeInformation<R> resultType) {
        input.node().refine(reduceFunction, ReduceFunction.class, 0);
        return add(
                resultType,
                WindowContents.reduce(clean(reduceFunction), input.getType()),
                WindowBody.of(clean(function)));
    }

    // ------------------------------------------------------------------ aggregate

    /** One aggregate per window and key. */
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
        return aggregate(function, accumulatorType(function), resultType(function));
    }

    public <ACC, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, R> function,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<R> resultType) {
        input.node().refine(function, AggregateFunction.class, 0);
        return add(resultType, WindowContents.aggregate(clean(function), accumulatorType), WindowBody.passThrough());
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, WindowFunction<V, R, K, W> windowFunction) {
        TypeInformation<V> aggregate = resultType(aggFunction);
        return aggregate(
                aggFunction,
                windowFunction,
                accumulatorType(aggFunction),
                OutputTypes.of(windowFunction, WindowFunction.class, 1, aggregate));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggregateFunction,
            WindowFunction<V, R, K, W> windowFunction,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<R> resultType) {
        input.node().refine(aggregateFunction, AggregateFunction.class, 0);
        return add(
                resultType,
                WindowContents.aggregate(clean(aggregateFunction), accumulatorType),
                WindowBody.of(clean(windowFunction)));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, ProcessWindowFunction<V, R, K, W> windowFunction) {
        TypeInformation<V> aggregate = resultType(aggFunction);
        return aggregate(
                aggFunction,
                windowFunction,
                accumulatorType(aggFunction),
                aggregate,
                OutputTypes.of(windowFunction, ProcessWindowFunction.class, 1, aggregate));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggregateFunction,
            ProcessWindowFunction<V, R, K, W> windowFunction,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<V> aggregateResultType,
            TypeInformation<R> resultType) {
        input.node().refine(aggregateFunction, AggregateFunction.class, 0);
        return add(
                resultType,
                WindowContents.aggregate(clean(aggregateFunction), accumulatorType),
                WindowBody.of(clean(windowFunction)));
    }

    private <ACC, V> TypeInformation<ACC> accumulatorType(AggregateFunction<T, ACC, V> function) {
        return OutputTypes.of(function, AggregateFunction.class, 1, input.getType());
    }

    private <ACC, V> TypeInformation<V> resultType(AggregateFunction<T, ACC, V> function) {
        return OutputTypes.of(function, AggregateFunction.class, 2, input.getType(), accumulatorType(function));
    }

    // ------------------------------------------------------------------ all elements

    /** The function sees all elements of the window. */
    public <R> SingleOutputStreamOperator<R> apply(WindowFunction<T, R, K, W> function) {
        return apply(function, OutputTypes.of(function, WindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> apply(WindowFunction<T, R, K, W> function, TypeInformation<R> resultType) {
        return add(resultType, WindowContents.all(input.getType()), WindowBody.of(clean(function)));
    }

    @Deprecated
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, WindowFunction<T, R, K, W> function) {
        return reduce(reduceFunction, function);
    }

    @Deprecated
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, WindowFunction<T, R, K, W> function, TypeInformation<R> resultType) {
        return reduce(reduceFunction, function, resultType);
    }

    /** The function sees all elements of the window, and its times and state. */
    public <R> SingleOutputStreamOperator<R> process(ProcessWindowFunction<T, R, K, W> function) {
        return process(function, OutputTypes.of(function, ProcessWindowFunction.class, 1, input.getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessWindowFunction<T, R, K, W> function, TypeInformation<R> resultType) {
        return add(resultType, WindowContents.all(input.getType()), WindowBody.of(clean(function)));
    }

    // ------------------------------------------------------------------ fields

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

    public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return reduce(FieldAggregation.minBy(input.getType(), positionToMinBy, first));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return reduce(FieldAggregation.minBy(input.getType(), field, first));
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return reduce(FieldAggregation.maxBy(input.getType(), positionToMaxBy, first));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return reduce(FieldAggregation.maxBy(input.getType(), field, first));
    }

    // ------------------------------------------------------------------ adding to the program

    private <F> F clean(F function) {
        return input.getExecutionEnvironment().clean(function);
    }

    private <V, R> SingleOutputStreamOperator<R> add(
            TypeInformation<R> resultType, WindowContents<T, V> contents, WindowBody<K, V, R, W> body) {
        WindowFactory<K, T, V, R, W> factory =
                spec.factory(contents, body, input.getKeySelector(), input.getKeyType(), input.getType());
        return input.keyedInput(spec.operatorName(), resultType, factory);
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return input.getExecutionEnvironment();
    }

    public TypeInformation<T> getInputType() {
        return input.getType();
    }
}
