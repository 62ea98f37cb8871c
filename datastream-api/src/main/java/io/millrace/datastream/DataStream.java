package io.millrace.datastream;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.datastream.functions.AssignerWithPeriodicWatermarks;
import io.millrace.datastream.functions.AssignerWithPunctuatedWatermarks;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.datastream.plan.ExchangeNode;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StepFactory;
import io.millrace.datastream.plan.StreamNode;
import io.millrace.datastream.plan.UnionNode;
import io.millrace.datastream.runtime.LegacyWatermarkStrategy;
import io.millrace.datastream.runtime.ProcessFactory;
import io.millrace.datastream.runtime.RecordFunction;
import io.millrace.datastream.runtime.WatermarkFactory;
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
import io.millrace.operators.record.FilterFactory;
import io.millrace.operators.record.FlatMapFactory;
import io.millrace.operators.record.MapFactory;
import io.millrace.types.key.FieldKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of records of one type: a point in the program, not the records themselves. */
public class DataStream<T> extends StreamOutputs<T> {
    private final StreamExecutionEnvironment environment;
    private final StreamNode<T> node;

    DataStream(StreamExecutionEnvironment environment, StreamNode<T> node) {
        this.environment = environment;
        this.node = node;
    }

    @Override
    DataStream<T> stream() {
        return this;
    }

    StreamNode<T> node() {
        return node;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public ExecutionConfig getExecutionConfig() {
        return environment.getConfig();
    }

    /** What the records are, as far as is known. */
    public TypeInformation<T> getType() {
        return node.type();
    }

    public int getParallelism() {
        return node.parallelism() > 0 ? node.parallelism() : environment.getParallelism();
    }

    // ------------------------------------------------------------------ record by record

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
        node.refine(mapper, MapFunction.class, 0);
        return map(mapper, OutputTypes.of(mapper, MapFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper, TypeInformation<R> outputType) {
        environment.clean(mapper);
        return oneInput(
                "Map",
                outputType,
                context -> RecordFunction.isNeededFor(mapper)
                        ? new ProcessFactory<>(RecordFunction.map(mapper))
                        : new MapFactory<>(mapper));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
        node.refine(flatMapper, FlatMapFunction.class, 0);
        return flatMap(flatMapper, OutputTypes.of(flatMapper, FlatMapFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
        environment.clean(flatMapper);
        return oneInput(
                "Flat Map",
                outputType,
                context -> RecordFunction.isNeededFor(flatMapper)
                        ? new ProcessFactory<>(RecordFunction.flatMap(flatMapper))
                        : new FlatMapFactory<>(flatMapper));
    }

    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        node.refine(filter, FilterFunction.class, 0);
        environment.clean(filter);
        return oneInput(
                "Filter",
                getType(),
                context -> RecordFunction.isNeededFor(filter)
                        ? new ProcessFactory<>(RecordFunction.filter(filter))
                        : new FilterFactory<>(filter));
    }

    public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
        return process(processFunction, OutputTypes.of(processFunction, ProcessFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, TypeInformation<R> outputType) {
        environment.clean(processFunction);
        return oneInput("Process", outputType, context -> new ProcessFactory<>(processFunction));
    }

    /** Tuples of the given fields of tuples, in the given order; a field may come more than once. */
    public <R extends Tuple> SingleOutputStreamOperator<R> project(int... fieldIndexes) {
        return new StreamProjection<>(this, fieldIndexes).project();
    }

    /** Gives records event times and makes watermarks. In batch mode there is only the final watermark. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(WatermarkStrategy<T> watermarkStrategy) {
        environment.clean(watermarkStrategy);
        return oneInput(
                "Timestamps/Watermarks",
                getType(),
                context -> new WatermarkFactory<>(watermarkStrategy, context.batch()));
    }

    @Deprecated
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(AssignerWithPeriodicWatermarks<T> assigner) {
        return assignTimestampsAndWatermarks(LegacyWatermarkStrategy.periodic(environment.clean(assigner)));
    }

    @Deprecated
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(AssignerWithPunctuatedWatermarks<T> assigner) {
        return assignTimestampsAndWatermarks(LegacyWatermarkStrategy.punctuated(environment.clean(assigner)));
    }

    // ------------------------------------------------------------------ several streams

    /** The records of this stream and the others, in no order between them; a stream given twice counts twice. */
    @SafeVarargs
    public final DataStream<T> union(DataStream<T>... streams) {
        List<StreamNode<T>> all = new ArrayList<>(List.of(node));
        for (DataStream<T> stream : streams) {
            boolean known = !LateBoundTypeInfo.isIn(getType()) && !LateBoundTypeInfo.isIn(stream.getType());
            if (known && !getType().equals(stream.getType())) {
                throw new IllegalArgumentException(
                        "Cannot union streams of different types: " + getType() + " and " + stream.getType());
            }
            all.add(stream.node());
        }
        return new DataStream<>(environment, new UnionNode<>(all));
    }

    /** This stream and another of any type, for functions that see both. */
    public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
        return new ConnectedStreams<>(environment, this, dataStream);
    }

    /** This stream beside one that goes to every instance. */
    public <R> BroadcastConnectedStream<T, R> connect(BroadcastStream<R> broadcastStream) {
        return new BroadcastConnectedStream<>(this, broadcastStream);
    }

    /** Joins each pair of equal keys in one window. */
    public <T2> JoinedStreams<T, T2> join(DataStream<T2> otherStream) {
        return new JoinedStreams<>(this, otherStream);
    }

    /** Brings the records of equal keys in one window together. */
    public <T2> CoGroupedStreams<T, T2> coGroup(DataStream<T2> otherStream) {
        return new CoGroupedStreams<>(this, otherStream);
    }

    // ------------------------------------------------------------------ the way to the consumer

    /** Records with equal keys go to the same parallel instance. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
        node.refine(key, KeySelector.class, 0);
        return keyBy(key, OutputTypes.of(key, KeySelector.class, 1, getType()));
    }

    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
        return new KeyedStream<>(this, environment.clean(key), keyType);
    }

    /** By the value of a tuple's field, or by the tuple of several. */
    @Deprecated
    public KeyedStream<T, Tuple> keyBy(int... fields) {
        return keyBy(FieldKeys.of(getType(), fields));
    }

    /** By the value of a field, or by the tuple of several. */
    @Deprecated
    public KeyedStream<T, Tuple> keyBy(String... fields) {
        return keyBy(FieldKeys.of(getType(), fields));
    }

    private KeyedStream<T, Tuple> keyBy(FieldKeys<T> keys) {
        return new KeyedStream<>(this, keys.tupleSelector(), keys.tupleType());
    }

    /** To the instance that the partitioner names for the record's key. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
        node.refine(keySelector, KeySelector.class, 0);
        environment.clean(partitioner);
        environment.clean(keySelector);
        return exchange(new ExchangePattern.Custom(
                Serialized.of(partitioner, "the partitioner"), Serialized.of(keySelector, "the key selector")));
    }

    /** To the instance that the partitioner names for the value of a tuple's field. */
    @Deprecated
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, int field) {
        return partitionCustom(partitioner, FieldKeys.of(getType(), field));
    }

    @Deprecated
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, String field) {
        return partitionCustom(partitioner, FieldKeys.of(getType(), field));
    }

    @SuppressWarnings("unchecked")
    private <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, FieldKeys<T> field) {
        if (field.size() != 1) {
            throw new IllegalArgumentException(
                    "A custom partitioner needs a key of one field, but " + field + " is " + field.size());
        }
        return partitionCustom(partitioner, (KeySelector<T, K>) field.selector());
    }

    /** Every record to every instance. */
    public DataStream<T> broadcast() {
        return exchange(new ExchangePattern.Broadcast());
    }

    /** Every record to every instance, where state of these names is made of it; connect another stream to the result. */
    public BroadcastStream<T> broadcast(MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
        return new BroadcastStream<>(broadcast(), List.of(broadcastStateDescriptors));
    }

    /** To random instances, evenly. */
    public DataStream<T> shuffle() {
        return exchange(new ExchangePattern.Shuffle());
    }

    /** To the instance of the same number; parallelism stays. */
    public DataStream<T> forward() {
        return exchange(new ExchangePattern.Forward());
    }

    /** To the instances in turn. */
    public DataStream<T> rebalance() {
        return exchange(new ExchangePattern.Rebalance());
    }

    /** In turn to those instances that share the producer's part of the range. */
    public DataStream<T> rescale() {
        return exchange(new ExchangePattern.Rescale());
    }

    /** Every record to the first instance. */
    public DataStream<T> global() {
        return exchange(new ExchangePattern.Global());
    }

    private DataStream<T> exchange(ExchangePattern pattern) {
        return new DataStream<>(environment, new ExchangeNode<>(node, pattern));
    }

    // ------------------------------------------------------------------ windows over all records

    /** Windows over all records, in one instance. */
    public <W extends Window> AllWindowedStream<T, W> windowAll(WindowAssigner<? super T, W> assigner) {
        return new AllWindowedStream<>(this, assigner);
    }

    /** Windows of event time over all records, one after another. */
    @Deprecated
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size) {
        return windowAll(TumblingEventTimeWindows.of(size.toDuration()));
    }

    /** Every {@code slide} of event time, a window of the last {@code size}. */
    @Deprecated
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size, Time slide) {
        return windowAll(SlidingEventTimeWindows.of(size.toDuration(), slide.toDuration()));
    }

    /** All records of a parallel instance as one window, which ends with the stream. */
    public PartitionWindowedStream<T> fullWindowPartition() {
        return new NonKeyedPartitionWindowedStream<>(this);
    }

    /** Windows of {@code size} records each. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
        return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** Every {@code slide} records, a window of the last {@code size}. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
        return windowAll(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    // ------------------------------------------------------------------ loops
    /** The start of a loop that never ends by itself: as {@link #iterate(long)}, waiting for ever. */
    @Deprecated
    public IterativeStream<T> iterate() {
        return iterate(0);
    }

    /**
     * The start of a loop; close it by {@link IterativeStream#closeWith}. In streaming mode only.
     *
     * @param maxWaitTimeMillis the loop ends when its input has ended and nothing came back for so long; 0 for never
     */
    @Deprecated
    public IterativeStream<T> iterate(long maxWaitTimeMillis) {
        return new IterativeStream<>(this, maxWaitTimeMillis);
    }

    // ------------------------------------------------------------------ adding to the program

    /** Has the records of a stream that is collected while its program runs. */
    public static class Collector<T> {
        private @Nullable CloseableIterator<T> iterator;

        void take(CloseableIterator<T> records) {
            iterator = records;
        }

        /** @throws IllegalStateException if it was not given to {@link #collectAsync} */
        public CloseableIterator<T> getOutput() {
            CloseableIterator<T> records = iterator;
            if (records == null) {
                throw new IllegalStateException("Give the collector to collectAsync first.");
            }
            return records;
        }
    }

    <R> SingleOutputStreamOperator<R> oneInput(String name, TypeInformation<R> outputType, StepFactory factory) {
        OperatorStep<R> step = new OperatorStep<>(name, outputType, List.of(node), factory);
        environment.add(step);
        return new SingleOutputStreamOperator<>(environment, step);
    }

    DataStreamSink<T> sink(String name, StepFactory factory) {
        OperatorStep<Void> step = new OperatorStep<>("Sink: " + name, Types.VOID, List.of(node), factory);
        environment.add(step);
        return new DataStreamSink<>(step);
    }
}
