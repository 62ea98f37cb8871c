package io.millrace.datastream;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.datastream.functions.co.ProcessJoinFunction;
import io.millrace.datastream.plan.ExchangeNode;
import io.millrace.datastream.runtime.BatchMode;
import io.millrace.datastream.runtime.FieldAggregation;
import io.millrace.datastream.runtime.IntervalJoinFactory;
import io.millrace.datastream.runtime.KeyedProcessAdapter;
import io.millrace.datastream.runtime.KeyedProcessFactory;
import io.millrace.datastream.runtime.KeyedRecordFunction;
import io.millrace.datastream.runtime.KeyedReduceFactory;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.assigners.SlidingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.CountEvictor;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.CountTrigger;
import io.millrace.datastream.windowing.triggers.PurgingTrigger;
import io.millrace.datastream.windowing.windows.GlobalWindow;
import io.millrace.datastream.windowing.windows.TimeWindow;
import io.millrace.datastream.windowing.windows.Window;
import io.millrace.types.key.KeyTypes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stream whose records with equal keys meet in one parallel instance, with state and timers per key. */
public class KeyedStream<T, KEY> extends DataStream<T> {
    private final KeySelector<T, KEY> keySelector;
    private final TypeInformation<KEY> keyType;

    KeyedStream(DataStream<T> input, KeySelector<T, KEY> keySelector, TypeInformation<KEY> keyType) {
        this(input, new ExchangePattern.Hash(Serialized.of(keySelector, "the key selector")), keySelector, keyType);
    }

    private KeyedStream(
            DataStream<T> input,
            ExchangePattern pattern,
            KeySelector<T, KEY> keySelector,
            TypeInformation<KEY> keyType) {
        super(input.getExecutionEnvironment(), new ExchangeNode<>(input.node(), pattern));
        this.keySelector = keySelector;
        this.keyType = keyType;
        KeyTypes.checkHashable(keyType);
    }

    /** Records of equal keys are where they should be already. */
    static <T, KEY> KeyedStream<T, KEY> asItLies(
            DataStream<T> input, KeySelector<T, KEY> keySelector, TypeInformation<KEY> keyType) {
        return new KeyedStream<>(input, new ExchangePattern.Forward(), keySelector, keyType);
    }

    public KeySelector<T, KEY> getKeySelector() {
        return keySelector;
    }

    public TypeInformation<KEY> getKeyType() {
        return keyType;
    }

    // ------------------------------------------------------------------ functions that may use state

    @Override
    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper, TypeInformation<R> outputType) {
        if (!(mapper instanceof RichFunction)) {
            return super.map(mapper, outputType);
        }
        return keyed(
                "Map",
                outputType,
                KeyedRecordFunction.map(getExecutionEnvironment().clean(mapper)));
    }

    @Override
    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
        if (!(flatMapper instanceof RichFunction)) {
            return super.flatMap(flatMapper, outputType);
        }
        return keyed(
                "Flat Map",
                outputType,
                KeyedRecordFunction.flatMap(getExecutionEnvironment().clean(flatMapper)));
    }

    @Override
    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        if (!(filter instanceof RichFunction)) {
            return super.filter(filter);
        }
        return keyed(
                "Filter",
                getType(),
                KeyedRecordFunction.filter(getExecutionEnvironment().clean(filter)));
    }

    @Override
    @Deprecated
    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, TypeInformation<R> outputType) {
        return keyed(
                "Process",
                outputType,
                new KeyedProcessAdapter<>(getExecutionEnvironment().clean(processFunction)));
    }

    public <R> SingleOutputStreamOperator<R> process(KeyedProcessFunction<KEY, T, R> keyedProcessFunction) {
        return process(
                keyedProcessFunction,
                OutputTypes.of(keyedProcessFunction, KeyedProcessFunction.class, 2, keyType, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            KeyedProcessFunction<KEY, T, R> keyedProcessFunction, TypeInformation<R> outputType) {
        return keyed("KeyedProcess", outputType, getExecutionEnvironment().clean(keyedProcessFunction));
    }

    private <R> SingleOutputStreamOperator<R> keyed(
            String name, TypeInformation<R> outputType, KeyedProcessFunction<KEY, T, R> function) {
        return keyedInput(name, outputType, new KeyedProcessFactory<>(function, keySelector, keyType));
    }

    /** An operator with keyed state: in batch mode it sees one key after the other. */
    <R> SingleOutputStreamOperator<R> keyedInput(String name, TypeInformation<R> outputType, OperatorFactory factory) {
        return oneInput(name, outputType, context -> BatchMode.keyed(factory, keySelector, node().type(), context));
    }

    // ------------------------------------------------------------------ partitions as windows

    /** All records of a key as one window, which ends with the stream. */
    @Override
    public PartitionWindowedStream<T> fullWindowPartition() {
        return new KeyedPartitionWindowedStream<>(this);
    }

    // ------------------------------------------------------------------ rolling aggregation

    /** Emits what the key's records come to after each one; in batch mode once, at the end. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
        node().refine(reducer, ReduceFunction.class, 0);
        return rolling("Keyed Reduce", getExecutionEnvironment().clean(reducer));
    }

    private SingleOutputStreamOperator<T> rolling(String name, ReduceFunction<T> reducer) {
        return oneInput(
                name,
                getType(),
                context -> context.batch()
                        ? BatchMode.reduce(reducer, keySelector, node().type())
                        : new KeyedReduceFactory<>(reducer, keySelector, keyType, node().type()));
    }

    /** Partial results of these may be combined in any order, which is not known of a user's function. */
    private SingleOutputStreamOperator<T> rollingField(FieldAggregation<T> aggregation) {
        SingleOutputStreamOperator<T> result = rolling("Keyed Aggregation", aggregation);
        result.step().setCombiner(context -> BatchMode.combine(aggregation, keySelector, node().type()));
        return result;
    }

    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return rollingField(FieldAggregation.sum(getType(), positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        return rollingField(FieldAggregation.sum(getType(), field));
    }

    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return rollingField(FieldAggregation.min(getType(), positionToMin));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        return rollingField(FieldAggregation.min(getType(), field));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return rollingField(FieldAggregation.max(getType(), positionToMax));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        return rollingField(FieldAggregation.max(getType(), field));
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** The whole record with the smallest field; of equal ones the first if {@code first}, else the last. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return rollingField(FieldAggregation.minBy(getType(), positionToMinBy, first));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return rollingField(FieldAggregation.minBy(getType(), field, first));
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** The whole record with the largest field; of equal ones the first if {@code first}, else the last. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return rollingField(FieldAggregation.maxBy(getType(), positionToMaxBy, first));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return rollingField(FieldAggregation.maxBy(getType(), field, first));
    }

    // ------------------------------------------------------------------ windows

    public <W extends Window> WindowedStream<T, KEY, W> window(WindowAssigner<? super T, W> assigner) {
        return new WindowedStream<>(this, assigner);
    }

    /** Windows of event time, one after another. */
    @Deprecated
    public WindowedStream<T, KEY, TimeWindow> timeWindow(Time size) {
        return window(TumblingEventTimeWindows.of(size.toDuration()));
    }

    /** Every {@code slide} of event time, a window of the last {@code size}. */
    @Deprecated
    public WindowedStream<T, KEY, TimeWindow> timeWindow(Time size, Time slide) {
        return window(SlidingEventTimeWindows.of(size.toDuration(), slide.toDuration()));
    }

    /** Windows of {@code size} records of a key each. */
    public WindowedStream<T, KEY, GlobalWindow> countWindow(long size) {
        return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** Every {@code slide} records of a key, a window of its last {@code size}. */
    public WindowedStream<T, KEY, GlobalWindow> countWindow(long size, long slide) {
        return window(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    // ------------------------------------------------------------------ joins in intervals

    /** Joins with the records of {@code otherStream} of the same key whose timestamps are near; say by the result how near. */
    public <T1> IntervalJoin<T, T1, KEY> intervalJoin(KeyedStream<T1, KEY> otherStream) {
        JoinKeys.check(keyType, otherStream.keyType);
        return new IntervalJoin<>(this, otherStream);
    }

    /** An interval join that lacks its interval. */
    public static class IntervalJoin<T1, T2, KEY> {
        private final KeyedStream<T1, KEY> left;
        private final KeyedStream<T2, KEY> right;

        IntervalJoin(KeyedStream<T1, KEY> left, KeyedStream<T2, KEY> right) {
            this.left = left;
            this.right = right;
        }

        /** @throws UnsupportedTimeCharacteristicException always: intervals are of event time */
        public IntervalJoin<T1, T2, KEY> inProcessingTime() {
            throw new UnsupportedTimeCharacteristicException(
                    "An interval join works in event time only; leave out inProcessingTime().");
        }

        /** Event time, the only time that an interval join works in. */
        public IntervalJoin<T1, T2, KEY> inEventTime() {
            return this;
        }

        /**
         * Pairs with {@code left + lowerBound <= right <= left + upperBound}; a bound may be negative.
         *
         * @throws IllegalArgumentException if the lower bound is above the upper one
         */
        public IntervalJoined<T1, T2, KEY> between(Duration lowerBound, Duration upperBound) {
            return new IntervalJoined<>(left, right, lowerBound.toMillis(), upperBound.toMillis());
        }

        @Deprecated
        public IntervalJoined<T1, T2, KEY> between(Time lowerBound, Time upperBound) {
            return between(lowerBound.toDuration(), upperBound.toDuration());
        }
    }

    /** An interval join that lacks its function. */
    public static class IntervalJoined<IN1, IN2, KEY> {
        private final KeyedStream<IN1, KEY> left;
        private final KeyedStream<IN2, KEY> right;
        private final long lowerBound;
        private final long upperBound;
        private boolean withoutLower;
        private boolean withoutUpper;
        private @Nullable OutputTag<IN1> lateLeft;
        private @Nullable OutputTag<IN2> lateRight;

        IntervalJoined(KeyedStream<IN1, KEY> left, KeyedStream<IN2, KEY> right, long lowerBound, long upperBound) {
            if (lowerBound > upperBound) {
                throw new IllegalArgumentException("Interval join: expected=a lower bound below the upper one, actual="
                        + lowerBound + " ms and " + upperBound + " ms");
            }
            this.left = left;
            this.right = right;
            this.lowerBound = lowerBound;
            this.upperBound = upperBound;
        }

        /** The bound itself is outside. */
        public IntervalJoined<IN1, IN2, KEY> upperBoundExclusive() {
            this.withoutUpper = true;
            return this;
        }

        /** The bound itself is outside. */
        public IntervalJoined<IN1, IN2, KEY> lowerBoundExclusive() {
            this.withoutLower = true;
            return this;
        }

        /** Left records that come too late go to a side output instead of being dropped. */
        public IntervalJoined<IN1, IN2, KEY> sideOutputLeftLateData(OutputTag<IN1> outputTag) {
            this.lateLeft = outputTag;
            return this;
        }

        /** Right records that come too late go to a side output instead of being dropped. */
        public IntervalJoined<IN1, IN2, KEY> sideOutputRightLateData(OutputTag<IN2> outputTag) {
            this.lateRight = outputTag;
            return this;
        }

        public <OUT> SingleOutputStreamOperator<OUT> process(ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction) {
            return process(
                    processJoinFunction,
                    OutputTypes.of(processJoinFunction, ProcessJoinFunction.class, 2, left.getType(), right.getType()));
        }

        public <OUT> SingleOutputStreamOperator<OUT> process(
                ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction, TypeInformation<OUT> outputType) {
            IntervalJoinFactory<KEY, IN1, IN2, OUT> factory = new IntervalJoinFactory<>(
                    left.getExecutionEnvironment().clean(processJoinFunction),
                    left.getKeySelector(),
                    right.getKeySelector(),
                    left.getKeyType(),
                    left.getType(),
                    right.getType(),
                    withoutLower ? lowerBound + 1 : lowerBound,
                    withoutUpper ? upperBound - 1 : upperBound,
                    lateLeft,
                    lateRight);
            return left.connect(right).step("Interval Join", outputType, context -> factory);
        }
    }
}
