package io.millrace.datastream;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.co.CoFlatMapFunction;
import io.millrace.datastream.functions.co.CoMapFunction;
import io.millrace.datastream.functions.co.CoProcessFunction;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StepFactory;
import io.millrace.datastream.runtime.CoFunctionAdapter;
import io.millrace.datastream.runtime.CoProcessFactory;
import io.millrace.datastream.runtime.KeyedCoProcessAdapter;
import io.millrace.datastream.runtime.KeyedCoProcessFactory;
import java.util.List;

/** Two streams of any types for functions that see both, and may share state between them. */
public class ConnectedStreams<IN1, IN2> {
    private final StreamExecutionEnvironment environment;
    private final DataStream<IN1> first;
    private final DataStream<IN2> second;

    ConnectedStreams(StreamExecutionEnvironment environment, DataStream<IN1> first, DataStream<IN2> second) {
        this.environment = environment;
        this.first = first;
        this.second = second;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public DataStream<IN1> getFirstInput() {
        return first;
    }

    public DataStream<IN2> getSecondInput() {
        return second;
    }

    public TypeInformation<IN1> getType1() {
        return first.getType();
    }

    public TypeInformation<IN2> getType2() {
        return second.getType();
    }

    /** Records of both streams with equal keys meet. */
    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2) {
        return new ConnectedStreams<>(environment, first.keyBy(keySelector1), second.keyBy(keySelector2));
    }

    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2, TypeInformation<KEY> keyType) {
        return new ConnectedStreams<>(
                environment, first.keyBy(keySelector1, keyType), second.keyBy(keySelector2, keyType));
    }

    @Deprecated
    public ConnectedStreams<IN1, IN2> keyBy(int keyPosition1, int keyPosition2) {
        return new ConnectedStreams<>(environment, first.keyBy(keyPosition1), second.keyBy(keyPosition2));
    }

    @Deprecated
    public ConnectedStreams<IN1, IN2> keyBy(String field1, String field2) {
        return new ConnectedStreams<>(environment, first.keyBy(field1), second.keyBy(field2));
    }

    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper) {
        return map(coMapper, outputType(coMapper, CoMapFunction.class, 2));
    }

    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper, TypeInformation<R> outputType) {
        return add("Co-Map", CoFunctionAdapter.map(environment.clean(coMapper)), outputType);
    }

    public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<IN1, IN2, R> coFlatMapper) {
        return flatMap(coFlatMapper, outputType(coFlatMapper, CoFlatMapFunction.class, 2));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(
            CoFlatMapFunction<IN1, IN2, R> coFlatMapper, TypeInformation<R> outputType) {
        return add("Co-Flat Map", CoFunctionAdapter.flatMap(environment.clean(coFlatMapper)), outputType);
    }

    public <R> SingleOutputStreamOperator<R> process(CoProcessFunction<IN1, IN2, R> coProcessFunction) {
        return process(coProcessFunction, outputType(coProcessFunction, CoProcessFunction.class, 2));
    }

    public <R> SingleOutputStreamOperator<R> process(
            CoProcessFunction<IN1, IN2, R> coProcessFunction, TypeInformation<R> outputType) {
        return add("Co-Process", environment.clean(coProcessFunction), outputType);
    }

    /** @throws UnsupportedOperationException unless both streams are keyed */
    public <K, R> SingleOutputStreamOperator<R> process(KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction) {
        TypeInformation<R> outputType = OutputTypes.of(
                keyedCoProcessFunction, KeyedCoProcessFunction.class, 3, null, first.getType(), second.getType());
        return process(keyedCoProcessFunction, outputType);
    }

    public <K, R> SingleOutputStreamOperator<R> process(
            KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction, TypeInformation<R> outputType) {
        if (!isKeyed()) {
            throw new UnsupportedOperationException(
                    "KeyedCoProcessFunction can only be used when both input streams are of type KeyedStream.");
        }
        return addKeyed("Co-Keyed-Process", environment.clean(keyedCoProcessFunction), outputType);
    }

    private <R> TypeInformation<R> outputType(Object function, Class<?> functionInterface, int index) {
        return OutputTypes.of(function, functionInterface, index, first.getType(), second.getType());
    }

    private boolean isKeyed() {
        return first instanceof KeyedStream && second instanceof KeyedStream;
    }

    private <R> SingleOutputStreamOperator<R> add(
            String name, CoProcessFunction<IN1, IN2, R> function, TypeInformation<R> outputType) {
        if (isKeyed()) {
            return addKeyed(name, new KeyedCoProcessAdapter<>(function), outputType);
        }
        return step(name, outputType, context -> new CoProcessFactory<>(function));
    }

    @SuppressWarnings("unchecked")
    private <K, R> SingleOutputStreamOperator<R> addKeyed(
            String name, KeyedCoProcessFunction<K, IN1, IN2, R> function, TypeInformation<R> outputType) {
        KeyedStream<IN1, K> left = (KeyedStream<IN1, K>) first;
        KeyedStream<IN2, K> right = (KeyedStream<IN2, K>) second;
        KeyedCoProcessFactory<K, IN1, IN2, R> factory =
                new KeyedCoProcessFactory<>(function, left.getKeySelector(), right.getKeySelector(), left.getKeyType());
        return step(name, outputType, context -> factory);
    }

    <R> SingleOutputStreamOperator<R> step(String name, TypeInformation<R> outputType, StepFactory factory) {
        OperatorStep<R> step = new OperatorStep<>(name, outputType, List.of(first.node(), second.node()), factory);
        environment.add(step);
        return new SingleOutputStreamOperator<>(environment, step);
    }
}
