package io.millrace.dataset;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.JobListener;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.PlanJson;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.restart.RestartStrategies.RestartStrategyConfiguration;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.SplittableIterator;
import io.millrace.dataset.io.CsvReader;
import io.millrace.dataset.io.PrimitiveInputFormat;
import io.millrace.dataset.io.TextInputFormat;
import io.millrace.dataset.io.TextValueInputFormat;
import io.millrace.dataset.operators.DataSetTypes;
import io.millrace.dataset.operators.DataSink;
import io.millrace.dataset.operators.DataSource;
import io.millrace.dataset.plan.BatchPlanner;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.operators.source.CollectionSourceFactory;
import io.millrace.operators.source.IteratorSourceFactory;
import io.millrace.operators.source.SequenceSourceFactory;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where a batch program begins: makes the data sets it starts from, holds its settings and sinks, and runs it. Not
 * thread-safe.
 */
public class ExecutionEnvironment {
    private static volatile int defaultLocalParallelism = Runtime.getRuntime().availableProcessors();

    private final Configuration configuration;
    private final ExecutionConfig config;
    private final PipelineExecutor executor;
    private final ClassLoader userClassLoader;
    private final List<DataSink<?>> sinks = new ArrayList<>();
    private final List<JobListener> listeners = new ArrayList<>();
    private @Nullable JobExecutionResult lastResult;
    private int results;
    private boolean ranBefore;

    ExecutionEnvironment(Configuration configuration, PipelineExecutor executor, ClassLoader userClassLoader) {
        this.configuration = configuration;
        this.config = new ExecutionConfig(configuration);
        this.executor = executor;
        this.userClassLoader = userClassLoader;
    }

    /** Runs where the program was started: by the command line's target, or in this JVM. */
    public static ExecutionEnvironment getExecutionEnvironment() {
        Configuration defaults = ExecutionContext.currentDefaults();
        return new ExecutionEnvironment(
                defaults, ExecutionContext.currentExecutor(defaults), ExecutionContext.currentUserClassLoader());
    }

    /** As {@link #getExecutionEnvironment()}, with settings of the program's own on top. */
    public static ExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
        Configuration merged = ExecutionContext.currentDefaults();
        merged.addAll(configuration);
        return new ExecutionEnvironment(
                merged, ExecutionContext.currentExecutor(merged), ExecutionContext.currentUserClassLoader());
    }

    /** Runs in this JVM, with {@link #getDefaultLocalParallelism} subtasks. */
    public static LocalEnvironment createLocalEnvironment() {
        return createLocalEnvironment(defaultLocalParallelism);
    }

    /** Runs in this JVM with one subtask of each operator: for small data and tests. */
    public static CollectionEnvironment createCollectionsEnvironment() {
        return new CollectionEnvironment();
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

    /** Runs in this JVM. */
    public static LocalEnvironment createLocalEnvironment(int parallelism) {
        LocalEnvironment environment = new LocalEnvironment(new Configuration());
        environment.setParallelism(parallelism);
        return environment;
    }

    /** Runs in this JVM. */
    public static LocalEnvironment createLocalEnvironment(Configuration customConfiguration) {
        return new LocalEnvironment(customConfiguration);
    }

    public ExecutionConfig getConfig() {
        return config;
    }

    /** The settings of this environment, read-only. */
    public ReadableConfig getConfiguration() {
        return configuration;
    }

    /** Takes over all settings of {@code settings} that it knows. */
    public void configure(ReadableConfig settings, ClassLoader classLoader) {
        if (settings instanceof Configuration all) {
            configuration.addAll(all);
        }
        config.configure(settings, classLoader);
    }

    /** As {@link #configure(ReadableConfig, ClassLoader)}, with the program's class loader. */
    public void configure(ReadableConfig settings) {
        configure(settings, userClassLoader);
    }

    /** Subtasks of operators that do not say otherwise. */
    public int getParallelism() {
        int set = config.getParallelism();
        return set > 0
                ? set
                : configuration
                        .getOptional(CoreOptions.DEFAULT_PARALLELISM)
                        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }

    /** @param parallelism 1 or more */
    public void setParallelism(int parallelism) {
        config.setParallelism(parallelism);
    }

    /** What the job does after a failure of user code. */
    public void setRestartStrategy(RestartStrategyConfiguration restartStrategyConfiguration) {
        config.setRestartStrategy(restartStrategyConfiguration);
    }

    public RestartStrategyConfiguration getRestartStrategy() {
        return config.getRestartStrategy();
    }

    /** How often the job is tried again after a failure of user code. */
    @Deprecated
    public void setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        config.setNumberOfExecutionRetries(numberOfExecutionRetries);
    }

    @Deprecated
    public int getNumberOfExecutionRetries() {
        return config.getNumberOfExecutionRetries();
    }

    /** A file or directory that functions find by {@code getRuntimeContext().getDistributedCache().getFile(name)}. */
    public void registerCachedFile(String filePath, String name) {
        registerCachedFile(filePath, name, false);
    }

    /** @param filePath where every machine sees it; in one JVM any path */
    public void registerCachedFile(String filePath, String name, boolean executable) {
        new DistributedCache.DistributedCacheEntry(filePath, executable).register(name, configuration);
    }

    /** Types need no registration here; it is kept for who asks the {@link #getConfig settings}. */
    public void registerType(Class<?> type) {
        config.registerPojoType(type);
    }

    /** Hears of the jobs that this environment submits. */
    public void registerJobListener(JobListener jobListener) {
        listeners.add(jobListener);
    }

    protected List<JobListener> getJobListeners() {
        return listeners;
    }

    public void clearJobListeners() {
        listeners.clear();
    }

    // Sources

    /** The lines of a file or of all files of a directory, without their ends, as UTF-8. Compressed files by their extension. */
    public DataSource<String> readTextFile(String filePath) {
        return readTextFile(filePath, "UTF-8");
    }

    /** @throws IllegalArgumentException if this JVM does not know {@code charsetName} */
    public DataSource<String> readTextFile(String filePath, String charsetName) {
        TextInputFormat format = new TextInputFormat(new Path(filePath));
        format.setCharsetName(Charset.forName(charsetName).name());
        return new DataSource<>(this, format, Types.STRING, "Text file " + filePath);
    }

    /** As {@link #readTextFile(String)}, as texts that can be changed. */
    public DataSource<StringValue> readTextFileWithValue(String filePath) {
        return readTextFileWithValue(filePath, "UTF-8", false);
    }

    /** @param skipInvalidLines whether lines that are not of the character set are left out; else they fail the job */
    public DataSource<StringValue> readTextFileWithValue(
            String filePath, String charsetName, boolean skipInvalidLines) {
        TextValueInputFormat format = new TextValueInputFormat(new Path(filePath));
        format.setCharsetName(Charset.forName(charsetName).name());
        format.setSkipInvalidLines(skipInvalidLines);
        return new DataSource<>(this, format, format.getProducedType(), "Text file " + filePath);
    }

    /** The numbers or texts of a file, one a line. */
    public <X> DataSource<X> readFileOfPrimitives(String filePath, Class<X> typeClass) {
        return readFileOfPrimitives(filePath, "\n", typeClass);
    }

    public <X> DataSource<X> readFileOfPrimitives(String filePath, String delimiter, Class<X> typeClass) {
        return new DataSource<>(
                this,
                new PrimitiveInputFormat<>(new Path(filePath), delimiter, typeClass),
                OutputTypes.ofClass(typeClass),
                "File of " + typeClass.getSimpleName() + " " + filePath);
    }

    /** The lines of CSV files; say by the result what fields they have. */
    public CsvReader readCsvFile(String filePath) {
        return new CsvReader(filePath, this);
    }

    /** Reads by a file format. */
    public <X> DataSource<X> readFile(FileInputFormat<X> inputFormat, String filePath) {
        inputFormat.setFilePath(new Path(filePath));
        return createInput(inputFormat);
    }

    /** Reads by any format. */
    public <X> DataSource<X> createInput(InputFormat<X, ?> inputFormat) {
        return createInput(inputFormat, DataSetTypes.inputFormat(inputFormat));
    }

    public <X> DataSource<X> createInput(InputFormat<X, ?> inputFormat, TypeInformation<X> producedType) {
        return new DataSource<>(this, inputFormat, producedType, "Input " + nameOf(inputFormat.getClass()));
    }

    /** @throws IllegalArgumentException if the collection is empty or holds null */
    public <X> DataSource<X> fromCollection(Collection<X> data) {
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    "The size of the collection must not be empty: its type is found by its elements. Give the type as"
                            + " a second argument.");
        }
        return fromCollection(data, OutputTypes.ofElements(data));
    }

    public <X> DataSource<X> fromCollection(Collection<X> data, TypeInformation<X> type) {
        if (data.stream().anyMatch(element -> element == null)) {
            throw new IllegalArgumentException("The collection contains a null element.");
        }
        return single(
                CollectionSourceFactory.of(data, type, config.getSerializerConfig()),
                type,
                "Collection of " + data.size());
    }

    /** @param data serialisable */
    public <X> DataSource<X> fromCollection(Iterator<X> data, Class<X> type) {
        return fromCollection(data, OutputTypes.ofClass(type));
    }

    /** @param data serialisable */
    public <X> DataSource<X> fromCollection(Iterator<X> data, TypeInformation<X> type) {
        if (!(data instanceof Serializable)) {
            throw new IllegalArgumentException("The iterator " + data.getClass().getName()
                    + " is not serializable, so it cannot be sent to a source; make its class Serializable.");
        }
        return single(new IteratorSourceFactory<>(data), type, "Iterator");
    }

    /** All of one class, or late-bound; at least one, none null. */
    @SafeVarargs
    public final <X> DataSource<X> fromElements(X... data) {
        if (data.length == 0) {
            throw new IllegalArgumentException("The number of elements must not be zero.");
        }
        for (int i = 0; i < data.length; i++) {
            if (data[i] == null) {
                throw new IllegalArgumentException("Element " + i + " is null; elements must not be null.");
            }
        }
        return fromCollection(Arrays.asList(data));
    }

    /** @param type a class that all elements have in common */
    @SafeVarargs
    public final <X> DataSource<X> fromElements(Class<X> type, X... data) {
        return fromCollection(Arrays.asList(data), OutputTypes.ofClass(type));
    }

    /** Each subtask takes a part of the iterator. */
    public <X> DataSource<X> fromParallelCollection(SplittableIterator<X> iterator, Class<X> type) {
        return fromParallelCollection(iterator, OutputTypes.ofClass(type));
    }

    public <X> DataSource<X> fromParallelCollection(SplittableIterator<X> iterator, TypeInformation<X> type) {
        return new DataSource<>(this, new IteratorSourceFactory<>(iterator), type, "Parallel collection");
    }

    /** The numbers from {@code from} to {@code to}, both included, in no order. */
    public DataSource<Long> generateSequence(long from, long to) {
        return new DataSource<>(
                this, new SequenceSourceFactory(from, to), Types.LONG, "Sequence " + from + " to " + to);
    }

    // Not the simple name, which an anonymous class does not have.
    private static String nameOf(Class<?> format) {
        return format.getName().substring(format.getName().lastIndexOf('.') + 1);
    }

    private <X> DataSource<X> single(OperatorFactory factory, TypeInformation<X> type, String name) {
        return new DataSource<>(this, factory, type, name).setParallelism(1);
    }

    // Running

    /** For the classes of this API: runs with the next {@link #execute}. */
    void registerDataSink(DataSink<?> sink) {
        sinks.add(sink);
    }

    /** Runs all sinks defined since the last execution, and this one, which is forgotten also if it could not be planned. */
    JobExecutionResult execute(DataSink<?> last) throws Exception {
        registerDataSink(last);
        try {
            return execute();
        } finally {
            sinks.remove(last);
        }
    }

    /** Runs all sinks defined since the last execution and waits for the end. */
    public JobExecutionResult execute() throws Exception {
        return execute(configuration.getOptional(PipelineOptions.NAME).orElse("Millrace batch job"));
    }

    /** @throws io.millrace.dataflow.JobExecutionException if the job failed or was cancelled */
    public JobExecutionResult execute(String jobName) throws Exception {
        JobClient client = executeAsync(jobName);
        try {
            JobExecutionResult result = client.getJobExecutionResult().get();
            lastResult = result;
            listeners.forEach(listener -> listener.onJobExecuted(result, null));
            return result;
        } catch (ExecutionException e) {
            Exception failure = e.getCause() instanceof Exception cause ? cause : e;
            listeners.forEach(listener -> listener.onJobExecuted(null, failure));
            throw failure;
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = client.cancel();
            throw e;
        }
    }

    /** Submits and returns when the job was accepted. */
    public JobClient executeAsync() throws Exception {
        return executeAsync(configuration.getOptional(PipelineOptions.NAME).orElse("Millrace batch job"));
    }

    public JobClient executeAsync(String jobName) throws Exception {
        JobGraph graph = takeJobGraph(jobName);
        try {
            JobClient client = executor.execute(graph, settings(), userClassLoader, ResultListener.none());
            listeners.forEach(listener -> listener.onJobSubmitted(client, null));
            return client;
        } catch (Exception e) {
            listeners.forEach(listener -> listener.onJobSubmitted(null, e));
            throw e;
        }
    }

    /** The program so far as JSON: its operators, and where their inputs come from. It is not run, and its sinks stay. */
    public String getExecutionPlan() {
        return PlanJson.of(jobGraph("Millrace batch job"));
    }

    /** Counts what a program fetches. */
    int nextResult() {
        return ++results;
    }

    /** The result of the last {@link #execute} of this environment, also by {@code collect} and its like. */
    public @Nullable JobExecutionResult getLastJobExecutionResult() {
        return lastResult;
    }

    /** Those of the environment, below what the program set by {@link #getConfig}. */
    private Configuration settings() {
        Configuration all = new Configuration(configuration);
        all.addAll(config.toConfiguration());
        return all;
    }

    private JobGraph takeJobGraph(String jobName) {
        JobGraph graph = jobGraph(jobName);
        sinks.clear();
        ranBefore = true;
        return graph;
    }

    private JobGraph jobGraph(String jobName) {
        if (sinks.isEmpty()) {
            throw new RuntimeException(
                    ranBefore
                            ? "No new data sinks have been defined since the last execution. The last execution refers"
                                    + " to the latest call to 'execute()', 'count()', 'collect()', or 'print()'."
                            : "No data sinks have been created yet. A program needs at least one sink that consumes"
                                    + " data. Examples are writing the data set or printing it.");
        }
        PlanContext plan = new PlanContext(getParallelism());
        BatchPlanner planner = new BatchPlanner(config, settings());
        return planner.plan(
                jobName, sinks.stream().map(sink -> sink.toPlan(plan)).toList());
    }
}
