package io.millrace.datastream.runtime;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One attempt of a sink's task: snapshots it, restores it, and moves its clock. */
final class SinkTask<IN> implements AutoCloseable {
    /** What one attempt keeps and another begins with. */
    record Snapshot(long checkpointId, Map<String, List<byte[]>> lists) implements RestoreReader {
        @Override
        public boolean isRestored() {
            return true;
        }

        @Override
        public Set<String> names() {
            return lists.keySet();
        }

        @Override
        public List<byte[]> list(String name) {
            return lists.getOrDefault(name, List.of());
        }
    }

    private final OneInputOperator<IN, Void> operator;
    private final List<byte[]> toCoordinator = new ArrayList<>();
    private long now;
    private long wakeAt = Long.MAX_VALUE;

    SinkTask(OneInputOperator<IN, Void> operator, Configuration configuration, RestoreReader restored, int attempt)
            throws Exception {
        this.operator = operator;
        JobInfo job = new JobInfoImpl(new JobID(), "test");
        TaskInfo task = new TaskInfoImpl("sink", 128, 0, 1, attempt);
        OperatorContext context = (OperatorContext) Proxy.newProxyInstance(
                SinkTask.class.getClassLoader(),
                new Class<?>[] {OperatorContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "job" -> job;
                    case "task" -> task;
                    case "operatorName", "toString" -> "sink";
                    case "configuration" -> configuration;
                    case "executionConfig" -> new ExecutionConfig();
                    case "userClassLoader" -> SinkTask.class.getClassLoader();
                    case "metrics" -> UnregisteredMetricsGroup.createOperatorMetricGroup();
                    case "restored" -> restored;
                    case "processingTime" -> now;
                    case "wakeAt" -> {
                        wakeAt = (long) arguments[0];
                        yield null;
                    }
                    case "tellCoordinator" -> {
                        toCoordinator.add((byte[]) arguments[0]);
                        yield null;
                    }
                    case "superstep" -> null;
                    default -> throw new UnsupportedOperationException("a sink asked for " + method.getName());
                });
        operator.open(context, null);
        if (restored.isRestored()) {
            operator.restore(restored);
        }
    }

    void process(IN record) throws Exception {
        operator.process(record, 0);
    }

    void advance(long millis) throws Exception {
        long until = now + millis;
        while (wakeAt <= until) {
            now = Math.max(now, wakeAt);
            wakeAt = Long.MAX_VALUE;
            operator.onTime(now);
        }
        now = until;
    }

    Snapshot snapshot(long checkpoint) throws Exception {
        Map<String, List<byte[]>> lists = new LinkedHashMap<>();
        operator.snapshot(new SnapshotWriter() {
            @Override
            public long checkpointId() {
                return checkpoint;
            }

            @Override
            public long timestamp() {
                return now;
            }

            @Override
            public void list(String name, List<byte[]> elements, Redistribution redistribution) {
                if (lists.put(name, List.copyOf(elements)) != null) {
                    throw new IllegalStateException("the name " + name + " was used before");
                }
            }
        });
        return new Snapshot(checkpoint, lists);
    }

    void completed(long checkpoint) throws Exception {
        operator.checkpointCompleted(checkpoint);
    }

    void endInput() throws Exception {
        operator.endInput();
    }

    List<byte[]> toCoordinator() {
        return toCoordinator;
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
