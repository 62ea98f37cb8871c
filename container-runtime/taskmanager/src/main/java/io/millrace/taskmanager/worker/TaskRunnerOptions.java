package io.millrace.taskmanager.worker;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import java.time.Duration;

/** Options of TaskManagers about how tasks run, beside those of {@code TaskManagerOptions}. */
public final class TaskRunnerOptions {
    private TaskRunnerOptions() {}

    public static final ConfigOption<MemorySize> BLOCKING_EXCHANGE_MAX = ConfigOptions.key(
                    "taskmanager.memory.blocking-exchange.max")
            .memoryType()
            .noDefaultValue()
            .withDescription(
                    "What all blocking exchanges of a TaskManager may hold in memory together, by estimate; what is "
                            + "more goes to disk (io.tmp.dirs). A quarter of the heap if not set.");

    public static final ConfigOption<Integer> CHANNEL_BATCHES_MAX = ConfigOptions.key(
                    "taskmanager.exchange.channel-batches.max")
            .intType()
            .defaultValue(8)
            .withDescription(
                    "How many batches of records wait between two tasks before the producer waits; 4 or more.");

    public static final ConfigOption<ExchangeCompression> NETWORK_COMPRESSION = ConfigOptions.key(
                    "taskmanager.network.compression.codec")
            .enumType(ExchangeCompression.class)
            .defaultValue(ExchangeCompression.NONE)
            .withDescription("How records on their way to another TaskManager are made smaller: NONE or LZ4. LZ4 takes "
                    + "processor time at both ends, and pays where the network is what a job waits for.");

    public static final ConfigOption<Duration> CANCELLATION_INTERVAL = TaskManagerOptions.TASK_CANCELLATION_INTERVAL;

    public static final ConfigOption<Duration> CANCELLATION_TIMEOUT = TaskManagerOptions.TASK_CANCELLATION_TIMEOUT;

    public static final ConfigOption<Duration> REGISTRATION_TIMEOUT = TaskManagerOptions.REGISTRATION_TIMEOUT;

    public static final ConfigOption<Boolean> OWN_CLASSES = ConfigOptions.key("execution.vertices.own-classes")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether every vertex of a job has the engine's classes on the way of its records as its own, so that the"
                            + " JIT can inline the job's functions into them; costs some milliseconds a vertex.");

    public static final ConfigOption<String> TMP_DIRS = CoreOptions.TMP_DIRS;
}
