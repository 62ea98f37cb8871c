package io.millrace.datastream;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.StateBackendOptions;
import io.millrace.dataflow.execution.CheckpointingMode;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.JobListener;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.functions.Closures;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.PlanJson;
import io.millrace.dataflow.operators.SlotSharingGroup;
import io.millrace.dataflow.restart.RestartStrategies.RestartStrategyConfiguration;
import io.millrace.dataflow.state.StateBackend;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StreamSettings;
import io.millrace.datastream.plan.StreamTranslator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream program begins: makes sources, holds settings, and runs what was built from them. Not thread-safe.
 */
public class StreamExecutionEnvironment extends StreamSources implements AutoCloseable {
    public static final String DEFAULT_JOB_NAME = "Millrace Streaming Job";

    private static volatile int defaultLocalParallelism = Runtime.getRuntime().availableProcessors();

    private final Configuration configuration;
    private final ExecutionConfig config;
    private final CheckpointConfig checkpointConfig;
    private final Function<Configuration, PipelineExecutor> executors;
    private final List<OperatorStep<?>> steps = new ArrayList<>();
    private final List<JobListener> listeners = new ArrayList<>();
    private final List<CollectedStream<?>> collected = new ArrayList<>();
    private @Nullable StateBackend stateBackend;
    private int loops;
    private TimeCharacteristic timeCharacteristic = TimeCharacteristic.EventTime;

    public StreamExecutionEnvironment() {
        this(new Configuration());
    }

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

    /** Runs in this JVM, with {@link #getDefaultLocalParallelism} parallel instances. */
    public static LocalStreamEnvironment createLocalEnvironment() {
        return createLocalEnvironment(defaultLocalParallelism);
    }

    /** Of local environments that are given none: at first the number of processors. */
    public static int getDefaultLocalParallelism() {
        return defaultLocalParallelism;
    }

    public static void setDefaultLocalParallelism(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("Parallelism must be at least 1, but is " + parallelism);
        }
        defaultLocalParallelism = parallelism;
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

    /** A file or directory that functions find by {@code getRuntimeContext().getDistributedCache().getFile(name)}. */
    public void registerCachedFile(String filePath, String name) {
        registerCachedFile(filePath, name, false);
    }

    /** @param filePath where every machine sees it; in one JVM any path */
    public void registerCachedFile(String filePath, String name, boolean executable) {
        new DistributedCache.DistributedCacheEntry(filePath, executable).register(name, configuration);
    }

    public List<Tuple2<String, DistributedCache.DistributedCacheEntry>> getCachedFiles() {
        return DistributedCache.parseCachedFilesFromString(
                configuration.getOptional(PipelineOptions.CACHED_FILES).orElse(List.of()));
    }

    /** Types need no registration here; this checks that the class is not null, and keeps it for who asks. */
    public void registerType(Class<?> type) {
        config.registerPojoType(type);
    }

    /** How keyed state is kept. */
    public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
        backend.writeTo(configuration);
        stateBackend = backend;
        return this;
    }

    /** As set here; null if it was not. */
    public @Nullable StateBackend getStateBackend() {
        return stateBackend;
    }

    /** Operators that name the group by {@code slotSharingGroup} share slots with each other alone. */
    public StreamExecutionEnvironment registerSlotSharingGroup(SlotSharingGroup slotSharingGroup) {
        Objects.requireNonNull(slotSharingGroup, "slotSharingGroup");
        return this;
    }

    @Override
    StreamExecutionEnvironment environment() {
        return this;
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

    /** As the other: loops are checkpointed without force. */
    @Deprecated
    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode, boolean force) {
        checkpointConfig.setForceCheckpointing(force);
        return enableCheckpointing(interval, mode);
    }

    /** A checkpoint every half second. */
    @Deprecated
    public StreamExecutionEnvironment enableCheckpointing() {
        return enableCheckpointing(500);
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

    @Deprecated
    public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        config.setNumberOfExecutionRetries(numberOfExecutionRetries);
    }

    @Deprecated
    public int getNumberOfExecutionRetries() {
        return config.getNumberOfExecutionRetries();
    }

    @Deprecated
    public TimeCharacteristic getStreamTimeCharacteristic() {
        return timeCharacteristic;
    }

    /** Kept for programs that still call it: every window and timer says itself which time it means. */
    @Deprecated
    public void setStreamTimeCharacteristic(TimeCharacteristic characteristic) {
        timeCharacteristic = characteristic;
        config.setAutoWatermarkInterval(characteristic == TimeCharacteristic.ProcessingTime ? 0 : 200);
    }

    /** Hears of the jobs that this environment submits. */
    public void registerJobListener(JobListener jobListener) {
        listeners.add(jobListener);
    }

    public List<JobListener> getJobListeners() {
        return List.copyOf(listeners);
    }

    public void clearJobListeners() {
        listeners.clear();
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
        List<OperatorStep<?>> program = new ArrayList<>(steps);
        List<CollectedStream<?>> readers = new ArrayList<>(collected);
        steps.clear();
        collected.clear();
        ResultListener results = (name, message) -> readers.forEach(reader -> reader.receive(name, message));
        JobClient client = submit(translate(program, jobName), readers.isEmpty() ? ResultListener.none() : results);
        readers.forEach(reader -> reader.follow(client));
        return client;
    }

    private JobClient submit(JobGraph graph, ResultListener results) throws Exception {
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

    /** The program so far as JSON: its operators, and where their inputs come from. Does not run it. */
    public String getExecutionPlan() {
        return PlanJson.of(getJobGraph());
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
        StateBackendOptions.check(all);
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

    /** A number for another loop: the same when the same program runs again. */
    int nextLoop() {
        return ++loops;
    }

    /** The reader gets what the next execution makes for it. */
    void add(CollectedStream<?> reader) {
        collected.add(reader);
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
