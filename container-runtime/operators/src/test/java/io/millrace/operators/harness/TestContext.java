package io.millrace.operators.harness;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test offers to an operator instead of a task; a test reads from its fields what the operator did with it. */
public final class TestContext implements OperatorContext {
    public final Configuration configuration = new Configuration();
    public final ExecutionConfig executionConfig = new ExecutionConfig();
    public final Map<String, Accumulator<?, ?>> accumulators = new LinkedHashMap<>();
    public final List<byte[]> toldCoordinator = new ArrayList<>();
    public final List<Path> spillFiles = new ArrayList<>();
    public int splitsRequested;
    public long now;
    public long wakeAt = Long.MAX_VALUE;
    public TestPages pages = new TestPages(32 * 1024, 10_000);
    /** Null for real ones, which {@link #spillFiles} lists. */
    public @Nullable SpillFiles files;

    public JobID job = new JobID();
    public @Nullable KeyedStateBackend<?> keyedState;
    private final Map<String, List<?>> broadcastVariables = new LinkedHashMap<>();
    private final TaskInfo task;

    public TestContext() {
        this(0, 1, 0);
    }

    public TestContext(int subtask, int parallelism, int attempt) {
        task = new TaskInfoImpl("test", 128, subtask, parallelism, attempt);
    }

    @Override
    public JobInfo job() {
        return new JobInfoImpl(job, "job");
    }

    @Override
    public TaskInfo task() {
        return task;
    }

    @Override
    public String operatorName() {
        return "op";
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public ExecutionConfig executionConfig() {
        return executionConfig;
    }

    @Override
    public ClassLoader userClassLoader() {
        return TestContext.class.getClassLoader();
    }

    @Override
    public OperatorMetricGroup metrics() {
        return UnregisteredMetricsGroup.createOperatorMetricGroup();
    }

    @Override
    public TestPages pages() {
        return pages;
    }

    @Override
    public SpillFiles spillFiles() {
        return files != null ? files : countedFiles();
    }

    private SpillFiles countedFiles() {
        return new SpillFiles() {
            @Override
            public Path create(String purpose) throws IOException {
                Path file = Files.createTempFile(purpose, ".test");
                spillFiles.add(file);
                return file;
            }

            @Override
            public void delete(Path file) throws IOException {
                Files.delete(file);
                spillFiles.remove(file);
            }
        };
    }

    @Override
    public RestoreReader restored() {
        return RestoreReader.nothing();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K> KeyedStateBackend<K> keyedState(TypeInformation<K> keyType) {
        if (keyedState == null) {
            throw new AssertionError("the test has no keyed state");
        }
        return (KeyedStateBackend<K>) keyedState;
    }

    @Override
    public long processingTime() {
        return now;
    }

    @Override
    public void wakeAt(long processingTime) {
        wakeAt = processingTime;
    }

    @Override
    public void wakeUp() {}

    @Override
    public <V, R extends Serializable> void addAccumulator(String name, Accumulator<V, R> accumulator) {
        if (accumulators.putIfAbsent(name, accumulator) != null) {
            throw new IllegalStateException("accumulator " + name + " exists");
        }
    }

    @Override
    public @Nullable Accumulator<?, ?> accumulator(String name) {
        return accumulators.get(name);
    }

    @Override
    public Map<String, List<?>> broadcastVariables() {
        return broadcastVariables;
    }

    @Override
    public void requestSplit() {
        splitsRequested++;
    }

    @Override
    public void tellCoordinator(byte[] message) {
        toldCoordinator.add(message);
    }
}
