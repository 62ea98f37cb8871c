package io.millrace.datastream;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.execution.CheckpointingMode;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.JobListener;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.Closures;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.restart.RestartStrategies.RestartStrategyConfiguration;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.SplittableIterator;
import io.millrace.datastream.functions.source.FromIteratorFunction;
import io.millrace.datastream.functions.source.FromSplittableIteratorFunction;
import io.millrace.datastream.functions.source.SocketTextStreamFunction;
import io.millrace.datastream.functions.source.SourceFunction;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StreamSettings;
import io.millrace.datastream.plan.StreamTranslator;
import io.millrace.datastream.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream program begins: makes sources, holds settings, and runs what was built from them. Not thread-safe.
 */
public class StreamExecutionEnvironment implements AutoCloseable {
    private static final String DEFAULT_JOB_NAME = "Millrace Streaming Job";

    private final Configuration configuration;
    private final ExecutionConfig config;
    private final CheckpointConfig checkpointConfig;
    private final Function<Configuration, PipelineExecutor> executors;
    private final List<OperatorStep<?>> steps = new ArrayList<>();
    private final List<JobListener> listeners = new ArrayList<>();

    /** An environment of the calling thread's context with additional settings. */
    public StreamExecutionEnvironment(Configuration configuration) {
        this(withContext(configuration), ExecutionContext::currentExecutor);
    }

    StreamExecutionEnvironment(Configuration configuration, Function<Configuration, PipelineExecutor> executors) {
        this.configuration = new Configuration(configuration);
        this.config = new ExecutionConfig(configuration);
        this.checkpointConfig = new CheckpointConfig(this.configuration);
        this.executors = executors;
    }

    private static Configuration withContext(Configuration own) {
        Configuration all = ExecutionContext.currentDefaults();
        all.addAll(own);
        return all;
    }

    // ------------------------------------------------------------------ making environments

    /** The environment of whoever runs this program: this JVM, unless the command line or a test says otherwise. */
    public static StreamExecutionEnvironment getExecutionEnvironment() {
        return getExecutionEnvironment(new Configuration());
    }

    /** As the other; {@code configuration} goes before the context's settings. */
    public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
        return new StreamExecutionEnvironment(configuration);
    }

    /** Runs in this JVM, with as many parallel instances as there are processors. */
    public static LocalStreamEnvironment createLocalEnvironment() {
        return createLocalEnvironment(new Configuration());
    }

    public static LocalStreamEnvironment createLocalEnvironment(int parallelism) {
        return createLocalEnvironment(parallelism, new Configuration());
    }

    public static LocalStreamEnvironment createLocalEnvironment(int parallelism, Configuration configuration) {
        LocalStreamEnvironment environment = createLocalEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    public static LocalStreamEnvironment createLocalEnvironment(Configuration configuration) {
        return new LocalStreamEnvironment(configuration);
    }

    // ------------------------------------------------------------------ settings

    public ExecutionConfig getConfig() {
        return config;
    }

    /** A view of the settings as they are now; changing it changes nothing. */
    public ReadableConfig getConfiguration() {
        Configuration all = new Configuration(configuration);
        all.addAll(config.toConfiguration());
        return all;
    }

    /** Takes over what {@code configuration} sets. */
    public void configure(ReadableConfig configuration) {
        configure(configuration, ExecutionContext.currentUserClassLoader());
    }

    /** As the other; the class loader is for values that name classes. */
    public void configure(ReadableConfig configuration, ClassLoader classLoader) {
        if (configuration instanceof Configuration settings) {
            this.configuration.addAll(settings);
        }
        configuration.getOptional(ExecutionOptions.RUNTIME_MODE).ifPresent(this::setRuntimeMode);
        configuration
                .getOptional(PipelineOptions.NAME)
                .ifPresent(name -> this.configuration.set(PipelineOptions.NAME, name));
        checkpointConfig.configure(configuration);
        config.configure(configuration, classLoader);
    }

    public StreamExecutionEnvironment setParallelism(int parallelism) {
        config.setParallelism(parallelism);
        return this;
    }

    /** Of operators that name none: the program's, else that of {@code parallelism.default}, else the processors' number. */
    public int getParallelism() {
        int set = config.getParallelism();
        return set > 0 ? set : Runtime.getRuntime().availableProcessors();
    }

    /** The number of key groups, 1 to 32768. */
    public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
        config.setMaxParallelism(maxParallelism);
        return this;
    }

    public int getMaxParallelism() {
        return config.getMaxParallelism();
    }

    public StreamExecutionEnvironment setRuntimeMode(RuntimeExecutionMode executionMode) {
        configuration.set(ExecutionOptions.RUNTIME_MODE, executionMode);
        return this;
    }

    /** In milliseconds: how long a record may wait for others to travel with; 0 sends each alone, -1 waits for many. */
    public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException(
                    "Timeout of buffer must be non-negative or -1 (only full buffers), but is " + timeoutMillis
                            + " ms");
        }
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(timeoutMillis));
        return this;
    }

    public long getBufferTimeout() {
        return configuration.get(ExecutionOptions.BUFFER_TIMEOUT).toMillis();
    }

    /** Each operator becomes a task of its own. */
    public StreamExecutionEnvironment disableOperatorChaining() {
        configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
        return this;
    }

    public boolean isChainingEnabled() {
        return configuration.get(PipelineOptions.OPERATOR_CHAINING);
    }

    // ------------------------------------------------------------------ checkpoints and failures

    /**
     * Takes a checkpoint of a streaming program every {@code interval} milliseconds (at least 10), from which it goes on
     * after a failure.
     */
    public StreamExecutionEnvironment enableCheckpointing(long interval) {
        checkpointConfig.setCheckpointInterval(interval);
        return this;
    }

    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode) {
        checkpointConfig.setCheckpointingConsistencyMode(mode);
        return enableCheckpointing(interval);
    }

    public CheckpointConfig getCheckpointConfig() {
        return checkpointConfig;
    }

    /** In milliseconds; -1 if there are no checkpoints. */
    public long getCheckpointInterval() {
        return checkpointConfig.getCheckpointInterval();
    }

    public CheckpointingMode getCheckpointingConsistencyMode() {
        return checkpointConfig.getCheckpointingConsistencyMode();
    }

    @Deprecated
    public CheckpointingMode getCheckpointingMode() {
        return getCheckpointingConsistencyMode();
    }

    /** What the job does after a failure of user code. */
    public void setRestartStrategy(RestartStrategyConfiguration restartStrategyConfiguration) {
        config.setRestartStrategy(restartStrategyConfiguration);
    }

    public RestartStrategyConfiguration getRestartStrategy() {
        return config.getRestartStrategy();
    }

    /** Kept for programs that still call it: every window and timer says itself which time it means. */
    @Deprecated
    public void setStreamTimeCharacteristic(TimeCharacteristic characteristic) {
        config.setAutoWatermarkInterval(characteristic == TimeCharacteristic.ProcessingTime ? 0 : 200);
    }

    /** Hears of the jobs that this environment submits. */
    public void registerJobListener(JobListener jobListener) {
        listeners.add(jobListener);
    }

    public void clearJobListeners() {
        listeners.clear();
    }

    // ------------------------------------------------------------------ sources

    /** A stream of these elements, in order; none may be null. */
    @SafeVarargs
    public final <T> DataStreamSource<T> fromElements(T... data) {
        if (data.length == 0) {
            throw new IllegalArgumentException("fromElements needs at least one element as argument");
        }
        return fromCollection(Arrays.asList(data));
    }

    @SafeVarargs
    public final <T> DataStreamSource<T> fromElements(Class<T> type, T... data) {
        return fromCollection(Arrays.asList(data), TypeInformation.of(type));
    }

    /** A stream of these elements, in order; none may be null. */
    @SafeVarargs
    public final <T> DataStreamSource<T> fromData(T... data) {
        return fromElements(data);
    }

    @SafeVarargs
    public final <T> DataStreamSource<T> fromData(TypeInformation<T> typeInfo, T... data) {
        return fromCollection(Arrays.asList(data), typeInfo);
    }

    @SafeVarargs
    public final <T> DataStreamSource<T> fromData(Class<T> type, T... data) {
        return fromElements(type, data);
    }

    public <T> DataStreamSource<T> fromData(Collection<T> data) {
        return fromCollection(data);
    }

    public <T> DataStreamSource<T> fromData(Collection<T> data, TypeInformation<T> typeInfo) {
        return fromCollection(data, typeInfo);
    }

    /** A stream of these elements, in order; there must be some, and none may be null. */
    public <T> DataStreamSource<T> fromCollection(Collection<T> data) {
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    "Collection must not be empty; give a TypeInformation for one that may be");
        }
        return fromCollection(data, OutputTypes.ofElements(data));
    }

    public <T> DataStreamSource<T> fromCollection(Collection<T> data, TypeInformation<T> typeInfo) {
        return Sources.elements(this, data, typeInfo);
    }

    /** A stream of what the serialisable iterator gives. */
    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, Class<T> type) {
        return fromCollection(data, TypeInformation.of(type));
    }

    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, TypeInformation<T> typeInfo) {
        return Sources.function(this, new FromIteratorFunction<>(data), "Collection Source", typeInfo, false);
    }

    /** A stream whose parallel instances give a part of the iterator each. */
    public <T> DataStreamSource<T> fromParallelCollection(SplittableIterator<T> iterator, Class<T> type) {
        return fromParallelCollection(iterator, TypeInformation.of(type));
    }

    public <T> DataStreamSource<T> fromParallelCollection(SplittableIterator<T> iterator, TypeInformation<T> typeInfo) {
        return Sources.function(
                this, new FromSplittableIteratorFunction<>(iterator), "Parallel Collection Source", typeInfo, false);
    }

    /** The numbers from {@code from} to {@code to}, both inclusive. */
    public DataStreamSource<Long> fromSequence(long from, long to) {
        return Sources.sequence(this, from, to);
    }

    @Deprecated
    public DataStreamSource<Long> generateSequence(long from, long to) {
        return fromSequence(from, to);
    }

    /** The lines of a file, or of the files of a directory, in UTF-8. */
    public DataStreamSource<String> readTextFile(String filePath) {
        return readTextFile(filePath, "UTF-8");
    }

    public DataStreamSource<String> readTextFile(String filePath, String charsetName) {
        return Sources.textFile(this, filePath, charsetName);
    }

    /** The records of a file format, read once. */
    public <OUT> DataStreamSource<OUT> readFile(FileInputFormat<OUT> inputFormat, String filePath) {
        inputFormat.setFilePath(new Path(filePath));
        return createInput(inputFormat);
    }

    /** The lines that a socket sends. */
    public DataStreamSource<String> socketTextStream(String hostname, int port) {
        return socketTextStream(hostname, port, "\n");
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    /** @param maxRetry how often to connect again when the connection is lost; -1 for ever */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter, long maxRetry) {
        return addSource(
                new SocketTextStreamFunction(hostname, port, delimiter, maxRetry), "Socket Stream", Types.STRING);
    }

    /** The records of an input format, its splits given out by the JobManager. */
    public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat) {
        return createInput(inputFormat, OutputTypes.of(inputFormat, InputFormat.class, 0));
    }

    public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat, TypeInformation<OUT> typeInfo) {
        return Sources.inputFormat(this, inputFormat, typeInfo, "Custom File Source");
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function) {
        return addSource(function, "Custom Source");
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, String sourceName) {
        return addSource(function, sourceName, OutputTypes.of(function, SourceFunction.class, 0));
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, TypeInformation<OUT> typeInfo) {
        return addSource(function, "Custom Source", typeInfo);
    }

    /** A source that owns its loop; parallel only if it is a {@code ParallelSourceFunction}. */
    public <OUT> DataStreamSource<OUT> addSource(
            SourceFunction<OUT> function, String sourceName, TypeInformation<OUT> typeInfo) {
        return Sources.function(this, function, sourceName, typeInfo, true);
    }

    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source, WatermarkStrategy<T> timestampsAndWatermarks, String sourceName) {
        return fromSource(source, timestampsAndWatermarks, sourceName, OutputTypes.of(source, Source.class, 0));
    }

    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source,
            WatermarkStrategy<T> timestampsAndWatermarks,
            String sourceName,
            TypeInformation<T> typeInfo) {
        return Sources.source(this, source, timestampsAndWatermarks, sourceName, typeInfo);
    }

    // ------------------------------------------------------------------ running

    /** Runs the program and waits for its end. */
    public JobExecutionResult execute() throws Exception {
        return execute(null);
    }

    /**
     * Runs the program under a name and waits for its end.
     *
     * @throws IllegalStateException if there is nothing to run
     * @throws io.millrace.dataflow.JobExecutionException if the job did not finish
     */
    public JobExecutionResult execute(@Nullable String jobName) throws Exception {
        JobClient client = executeAsync(jobName);
        try {
            JobExecutionResult result = Jobs.await(client);
            listeners.forEach(listener -> listener.onJobExecuted(result, null));
            return result;
        } catch (Exception e) {
            listeners.forEach(listener -> listener.onJobExecuted(null, e));
            throw e;
        }
    }

    /** Submits the program and returns at once. */
    public JobClient executeAsync() throws Exception {
        return executeAsync(null);
    }

    public JobClient executeAsync(@Nullable String jobName) throws Exception {
        return submit(takeSteps(), jobName, ResultListener.none());
    }

    private List<OperatorStep<?>> takeSteps() {
        List<OperatorStep<?>> taken = new ArrayList<>(steps);
        steps.clear();
        return taken;
    }

    /** Submits the program as it is, for a result that comes back to the client. */
    JobClient executeWith(String jobName, ResultListener results) throws Exception {
        return submit(takeSteps(), jobName, results);
    }

    private JobClient submit(List<OperatorStep<?>> program, @Nullable String jobName, ResultListener results)
            throws Exception {
        JobGraph graph = translate(program, jobName);
        Configuration settings = (Configuration) getConfiguration();
        try {
            JobClient client = executors
                    .apply(settings)
                    .execute(graph, settings, ExecutionContext.currentUserClassLoader(), results);
            listeners.forEach(listener -> listener.onJobSubmitted(client, null));
            return client;
        } catch (Exception e) {
            listeners.forEach(listener -> listener.onJobSubmitted(null, e));
            throw e;
        }
    }

    /** The program so far as a job graph; does not run it, and keeps it for {@code execute}. */
    public JobGraph getJobGraph() {
        return translate(steps, null);
    }

    private JobGraph translate(List<OperatorStep<?>> program, @Nullable String jobName) {
        if (program.isEmpty()) {
            throw new IllegalStateException("No operators defined in streaming topology. Cannot execute.");
        }
        Configuration all = (Configuration) getConfiguration();
        StreamSettings settings = new StreamSettings(
                config,
                all.toMap(),
                configuration.get(ExecutionOptions.RUNTIME_MODE),
                getParallelism(),
                isChainingEnabled());
        String name = jobName != null
                ? jobName
                : configuration.getOptional(PipelineOptions.NAME).orElse(DEFAULT_JOB_NAME);
        return new StreamTranslator(settings).translate(name, program);
    }

    /** Makes an operator part of the program, whether or not anything consumes its output. */
    void add(OperatorStep<?> step) {
        steps.add(step);
    }

    /** Cuts what the function does not need, and checks that it can be sent. */
    <F> F clean(F function) {
        Closures.clean(function, config.getClosureCleanerLevel(), true);
        return function;
    }

    /** Nothing is held open. */
    @Override
    public void close() throws Exception {}
}
