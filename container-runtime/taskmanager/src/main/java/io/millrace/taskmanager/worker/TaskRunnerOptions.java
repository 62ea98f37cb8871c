package io.millrace.taskmanager.worker;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.config.MemorySize;
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

    public static final ConfigOption<Duration> CANCELLATION_INTERVAL = ConfigOptions.key("task.cancellation.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(500))
            .withDescription("A task that does not heed its cancellation is interrupted this often.");

    public static final ConfigOption<Duration> CANCELLATION_TIMEOUT = ConfigOptions.key("task.cancellation.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(3))
            .withDescription(
                    "A task that does not heed its cancellation for this long is left behind with its thread, and its"
                            + " TaskManager gives its container back. In local programs 30 s if not set, and nothing ends.");

    public static final ConfigOption<Duration> REGISTRATION_TIMEOUT = ConfigOptions.key(
                    "taskmanager.registration.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription(
                    "On YARN, how long a TaskManager waits for a word of the JobManager, or of the one that follows it. Its tasks"
                            + " go on meanwhile; then they are cancelled, and it ends.");

    public static final ConfigOption<Boolean> OWN_CLASSES = ConfigOptions.key("execution.vertices.own-classes")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether every vertex of a job has the engine's classes on the way of its records as its own, so that the"
                            + " JIT can inline the job's functions into them; costs some milliseconds a vertex.");

    public static final ConfigOption<String> TMP_DIRS = ConfigOptions.key("io.tmp.dirs")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Directories for spill files, separated by commas, used in turn; Java's temporary directory if not set.");
}
