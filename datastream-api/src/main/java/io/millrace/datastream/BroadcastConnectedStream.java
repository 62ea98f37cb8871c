package io.millrace.datastream;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.co.BroadcastProcessFunction;
import io.millrace.datastream.functions.co.KeyedBroadcastProcessFunction;
import io.millrace.datastream.runtime.BroadcastProcessFactory;
import io.millrace.datastream.runtime.KeyedBroadcastProcessFactory;

/** A stream, keyed or not, beside one that goes to every instance. In batch mode the broadcast stream is read first. */
public class BroadcastConnectedStream<IN1, IN2> {
    private final DataStream<IN1> first;
    private final BroadcastStream<IN2> second;

    BroadcastConnectedStream(DataStream<IN1> first, BroadcastStream<IN2> second) {
        this.first = first;
        this.second = second;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return first.getExecutionEnvironment();
    }

    public DataStream<IN1> getFirstInput() {
        return first;
    }

    public BroadcastStream<IN2> getSecondInput() {
        return second;
    }

    public TypeInformation<IN1> getType1() {
        return first.getType();
    }

    public TypeInformation<IN2> getType2() {
        return second.getType();
    }

    /** @throws IllegalArgumentException unless the first stream is keyed */
    public <KS, OUT> SingleOutputStreamOperator<OUT> process(
            KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> function) {
        return process(
                function,
                OutputTypes.of(
                        function, KeyedBroadcastProcessFunction.class, 3, null, first.getType(), second.getType()));
    }

    @SuppressWarnings("unchecked")
    public <KS, OUT> SingleOutputStreamOperator<OUT> process(
            KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> function, TypeInformation<OUT> outTypeInfo) {
        if (!(first instanceof KeyedStream)) {
            throw new IllegalArgumentException(
                    "A KeyedBroadcastProcessFunction can only be used on a keyed stream. Call keyBy first.");
        }
        KeyedStream<IN1, KS> keyed = (KeyedStream<IN1, KS>) first;
        KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> cleaned =
                getExecutionEnvironment().clean(function);
        return step(
                "Co-Process-Broadcast-Keyed",
                outTypeInfo,
                batch -> new KeyedBroadcastProcessFactory<>(
                        cleaned,
                        keyed.getKeySelector(),
                        keyed.getKeyType(),
                        second.getBroadcastStateDescriptors(),
                        batch));
    }

    /** @throws IllegalArgumentException if the first stream is keyed */
    public <OUT> SingleOutputStreamOperator<OUT> process(BroadcastProcessFunction<IN1, IN2, OUT> function) {
        return process(
                function,
                OutputTypes.of(function, BroadcastProcessFunction.class, 2, first.getType(), second.getType()));
    }

    public <OUT> SingleOutputStreamOperator<OUT> process(
            BroadcastProcessFunction<IN1, IN2, OUT> function, TypeInformation<OUT> outTypeInfo) {
        if (first instanceof KeyedStream) {
            throw new IllegalArgumentException("A BroadcastProcessFunction can only be used on a non-keyed stream."
                    + " Use a KeyedBroadcastProcessFunction.");
        }
        BroadcastProcessFunction<IN1, IN2, OUT> cleaned =
                getExecutionEnvironment().clean(function);
        return step(
                "Co-Process-Broadcast",
                outTypeInfo,
                batch -> new BroadcastProcessFactory<>(cleaned, second.getBroadcastStateDescriptors(), batch));
    }

    private interface Made {
        OperatorFactory in(boolean batch);
    }

    private <OUT> SingleOutputStreamOperator<OUT> step(String name, TypeInformation<OUT> type, Made factory) {
        SingleOutputStreamOperator<OUT> made =
                first.connect(second.input()).step(name, type, context -> factory.in(context.batch()));
        made.step().letInputWait(0); // in batch mode the broadcast side is read first
        return made;
    }
}
