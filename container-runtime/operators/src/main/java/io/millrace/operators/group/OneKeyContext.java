package io.millrace.operators.group;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.types.TypeInformation;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator that runs one key after another sees of its task: all of it, but its keyed state can be dropped by the
 * operator around it, and its wake-up calls come to nothing, because processing time advances at the end of each key.
 */
final class OneKeyContext implements OperatorContext {
    private final OperatorContext task;
    private @Nullable KeyedStateBackend<?> state;

    OneKeyContext(OperatorContext task) {
        this.task = task;
    }

    @SuppressWarnings("unchecked")
    void dropKey(Object key) {
        if (state != null) {
            KeyedStateBackend<Object> ofAny = (KeyedStateBackend<Object>) state;
            ofAny.setCurrentKey(key);
            ofAny.dropCurrentKey();
        }
    }

    @Override
    public RestoreReader restored() {
        return task.restored();
    }

    @Override
    public <K> KeyedStateBackend<K> keyedState(TypeInformation<K> keyType) {
        KeyedStateBackend<K> backend = task.keyedState(keyType);
        state = backend;
        return backend;
    }

    @Override
    public void wakeAt(long processingTime) {}

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
    public Pages pages() {
        return task.pages();
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
    public void wakeUp() {
        task.wakeUp();
    }

    @Override
    public <V, R extends Serializable> void addAccumulator(String name, Accumulator<V, R> accumulator) {
        task.addAccumulator(name, accumulator);
    }

    @Override
    public @Nullable Accumulator<?, ?> accumulator(String name) {
        return task.accumulator(name);
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
