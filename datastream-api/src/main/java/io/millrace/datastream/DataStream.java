package io.millrace.datastream;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.io.OutputFormat;
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
import io.millrace.datastream.functions.sink.SinkFunction;
import io.millrace.datastream.plan.ExchangeNode;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StepFactory;
import io.millrace.datastream.plan.StreamNode;
import io.millrace.datastream.plan.UnionNode;
import io.millrace.datastream.runtime.FieldsOutputFormat;
import io.millrace.datastream.runtime.LegacyWatermarkStrategy;
import io.millrace.datastream.runtime.LineOutputFormat;
import io.millrace.datastream.runtime.ProcessFactory;
import io.millrace.datastream.runtime.RecordFunction;
import io.millrace.datastream.runtime.SinkFunctionFactory;
import io.millrace.datastream.runtime.SinkSteps;
import io.millrace.datastream.runtime.WatermarkFactory;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SupportsPreWriteTopology;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.CountEvictor;
import io.millrace.datastream.windowing.triggers.CountTrigger;
import io.millrace.datastream.windowing.triggers.PurgingTrigger;
import io.millrace.datastream.windowing.windows.GlobalWindow;
import io.millrace.datastream.windowing.windows.Window;
import io.millrace.operators.record.FilterFactory;
import io.millrace.operators.record.FlatMapFactory;
import io.millrace.operators.record.MapFactory;
import io.millrace.operators.sink.OutputFormatCoordinatorFactory;
import io.millrace.operators.sink.OutputFormatSinkFactory;
import io.millrace.operators.sink.PrintSinkFactory;
import io.millrace.types.key.FieldKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of records of one type: a point in the program, not the records themselves. */
public class DataStream<T> {
    private final StreamExecutionEnvironment environment;
    private final StreamNode<T> node;

    DataStream(StreamExecutionEnvironment environment, StreamNode<T> node) {
        this.environment = environment;
        this.node = node;
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
        return oneInput("Map", outputType, context -> RecordFunction.isNeededFor(mapper)
                        ? new ProcessFactory<>(RecordFunction.map(mapper))
                        : new MapFactory<>(mapper));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
        node.refine(flatMapper, FlatMapFunction.class, 0);
        return flatMap(flatMapper, OutputTypes.of(flatMapper, FlatMapFunction.class, 1, getType()));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
        environment.clean(flatMapper);
        return oneInput("Flat Map", outputType, context -> RecordFunction.isNeededFor(flatMapper)
                        ? new ProcessFactory<>(RecordFunction.flatMap(flatMapper))
                        : new FlatMapFactory<>(flatMapper));
    }

    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        node.refine(filter, FilterFunction.class, 0);
        environment.clean(filter);
        return oneInput("Filter", getType(), context -> RecordFunction.isNeededFor(filter)
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

    /** Windows of {@code size} records each. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
        return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** Every {@code slide} records, a window of the last {@code size}. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
        return windowAll(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    // ------------------------------------------------------------------ sinks

    /** Prints each record on the standard output of the process that runs the instance. */
    public DataStreamSink<T> print() {
        return print("");
    }

    public DataStreamSink<T> print(String sinkIdentifier) {
        return sink("Print to Std. Out", context -> new PrintSinkFactory(sinkIdentifier, false));
    }

    public DataStreamSink<T> printToErr() {
        return printToErr("");
    }

    public DataStreamSink<T> printToErr(String sinkIdentifier) {
        return sink("Print to Std. Err", context -> new PrintSinkFactory(sinkIdentifier, true));
    }

    public DataStreamSink<T> sinkTo(Sink<T> sink) {
        environment.clean(sink);
        return beforeWriters(sink).sink("Writer", SinkSteps.of(sink));
    }

    @SuppressWarnings("unchecked")
    private DataStream<T> beforeWriters(Sink<T> sink) {
        return sink instanceof SupportsPreWriteTopology<?> prepares
                ? ((SupportsPreWriteTopology<T>) prepares).addPreWriteTopology(this)
                : this;
    }

    public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
        node.refine(sinkFunction, SinkFunction.class, 0);
        environment.clean(sinkFunction);
        return sink("Unnamed", context -> new SinkFunctionFactory<>(sinkFunction, context.batch()));
    }

    /** Writes each record's text as a line; a file at parallelism 1, else a directory. */
    @Deprecated
    public DataStreamSink<T> writeAsText(String path) {
        return writeUsingOutputFormat(new LineOutputFormat<>(new Path(path)));
    }

    @Deprecated
    public DataStreamSink<T> writeAsText(String path, WriteMode writeMode) {
        LineOutputFormat<T> format = new LineOutputFormat<>(new Path(path));
        format.setWriteMode(writeMode);
        return writeUsingOutputFormat(format);
    }

    /** Writes tuples as lines of comma-separated fields. */
    @Deprecated
    public DataStreamSink<T> writeAsCsv(String path) {
        return writeAsCsv(path, null, "\n", ",");
    }

    @Deprecated
    public DataStreamSink<T> writeAsCsv(String path, WriteMode writeMode) {
        return writeAsCsv(path, writeMode, "\n", ",");
    }

    @Deprecated
    public DataStreamSink<T> writeAsCsv(
            String path, @Nullable WriteMode writeMode, String rowDelimiter, String fieldDelimiter) {
        if (!getType().isTupleType()) {
            throw new IllegalArgumentException("The writeAsCsv() method can only be used on data streams of tuples.");
        }
        FieldsOutputFormat<T> format = new FieldsOutputFormat<>(new Path(path), rowDelimiter, fieldDelimiter);
        if (writeMode != null) {
            format.setWriteMode(writeMode);
        }
        return writeUsingOutputFormat(format);
    }

    @Deprecated
    public DataStreamSink<T> writeUsingOutputFormat(OutputFormat<T> format) {
        environment.clean(format);
        return sink(
                "Unnamed",
                StepFactory.with(
                        context -> new OutputFormatSinkFactory<>(format),
                        context -> new OutputFormatCoordinatorFactory(format)));
    }

    // ------------------------------------------------------------------ results for the client

    /** Runs the program; the iterator gives this stream's records as they come. Close it: that ends the job. */
    public CloseableIterator<T> executeAndCollect() throws Exception {
        return executeAndCollect("DataStream Collect");
    }

    public CloseableIterator<T> executeAndCollect(String jobExecutionName) throws Exception {
        return CollectedStream.run(this, jobExecutionName);
    }

    /** Runs the program until there are {@code limit} records of this stream, or it ends. */
    public List<T> executeAndCollect(int limit) throws Exception {
        return executeAndCollect("DataStream Collect", limit);
    }

    public List<T> executeAndCollect(String jobExecutionName, int limit) throws Exception {
        if (limit < 1) {
            throw new IllegalArgumentException("Limit must be greater than 0, but is " + limit);
        }
        List<T> results = new ArrayList<>();
        try (CloseableIterator<T> records = executeAndCollect(jobExecutionName)) {
            while (results.size() < limit && records.hasNext()) {
                results.add(records.next());
            }
        }
        return results;
    }

    // ------------------------------------------------------------------ adding to the program

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
