package io.millrace.iterations.step;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.contract.Superstep;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.superstep.LoopRules;
import io.millrace.iterations.superstep.RunningSuperstep;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of single supersteps see of their task, one after the other: memory and accumulators outlive them, the
 * superstep is there to be asked.
 */
public final class StepContext implements OperatorContext {
    private final OperatorContext task;
    private final StepPages pages;
    private final StepAccumulators accumulators;
    private final RunningSuperstep superstep;

    /** @param keptPages how many pages are for what stays from superstep to superstep */
    public StepContext(OperatorContext task, LoopRules rules, int keptPages) {
        this.task = task;
        this.pages = new StepPages(task.pages(), keptPages);
        this.accumulators = new StepAccumulators(task);
        this.superstep = new RunningSuperstep(rules.aggregators(), task.userClassLoader());
    }

    /** As {@link io.millrace.dataflow.contract.Operator#beginSuperstep}. */
    public void begin(int number, byte[] news) throws Exception {
        superstep.begin(number, news);
    }

    /** The operator of the superstep is closed; what it kept goes back. Returns its report. */
    public byte[] end() throws Exception {
        pages.takeBack();
        task.broadcastVariables().clear();
        accumulators.endSuperstep();
        return superstep.report(0, superstep.isSnapshotted() ? accumulators.bytes() : Operator.NOTHING_TO_REPORT);
    }

    @Override
    public Superstep superstep() {
        return superstep;
    }

    @Override
    public Pages pages() {
        return pages;
    }

    @Override
    public <V, R extends Serializable> void addAccumulator(String name, Accumulator<V, R> accumulator) {
        accumulators.add(name, accumulator);
    }

    @Override
    public @Nullable Accumulator<?, ?> accumulator(String name) {
        return accumulators.get(name);
    }

    @Override
    public Executor io() {
        return task.io();
    }

    @Override
    public FileSystem fileSystem(Path path) throws IOException {
        return task.fileSystem(path);
    }

    @Override
    public RestoreReader restored() {
        return task.restored();
    }

    @Override
    public <K> KeyedStateBackend<K> keyedState(TypeInformation<K> keyType) {
        return task.keyedState(keyType);
    }

    @Override
    public JobInfo job() {
        return task.job();
    }

    @Override
    public TaskInfo task() {
        return task.task();
    }

    @Override
    public String operatorName() {
        return task.operatorName();
    }

    @Override
    public ReadableConfig configuration() {
        return task.configuration();
    }

    @Override
    public ExecutionConfig executionConfig() {
        return task.executionConfig();
    }

    @Override
    public ClassLoader userClassLoader() {
        return task.userClassLoader();
    }

    @Override
    public OperatorMetricGroup metrics() {
        return task.metrics();
    }

    @Override
    public SpillFiles spillFiles() {
        return task.spillFiles();
    }

    @Override
    public long processingTime() {
        return task.processingTime();
    }

    @Override
    public void wakeAt(long processingTime) {
        task.wakeAt(processingTime);
    }

    @Override
    public void wakeUp() {
        task.wakeUp();
    }

    @Override
    public Map<String, List<?>> broadcastVariables() {
        return task.broadcastVariables();
    }

    @Override
    public void requestSplit() {
        task.requestSplit();
    }

    @Override
    public void tellCoordinator(byte[] message) {
        task.tellCoordinator(message);
    }
}
