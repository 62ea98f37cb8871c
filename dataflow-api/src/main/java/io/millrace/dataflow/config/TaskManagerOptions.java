package io.millrace.dataflow.config;

import java.time.Duration;

/** Options of TaskManagers. */
public final class TaskManagerOptions {
    private TaskManagerOptions() {}

    public static final ConfigOption<Integer> NUM_TASK_SLOTS = ConfigOptions.key("taskmanager.numberOfTaskSlots")
            .intType()
            .defaultValue(1)
            .withDescription("How many parallel instances of a program a TaskManager runs at the same time.");

    public static final ConfigOption<MemorySize> MANAGED_MEMORY_SIZE = ConfigOptions.key(
                    "taskmanager.memory.managed.size")
            .memoryType()
            .noDefaultValue()
            .withDescription("The memory for sorting, hashing and solution sets.");

    public static final ConfigOption<MemorySize> MEMORY_SEGMENT_SIZE = ConfigOptions.key(
                    "taskmanager.memory.segment-size")
            .memoryType()
            .defaultValue(MemorySize.parse("32 kb"))
            .withDescription("The size of a page of managed memory.");

    public static final ConfigOption<Duration> TASK_CANCELLATION_INTERVAL = ConfigOptions.key(
                    "task.cancellation.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(500))
            .withDescription("A task that does not heed its cancellation is interrupted this often.");

    public static final ConfigOption<Duration> TASK_CANCELLATION_TIMEOUT = ConfigOptions.key(
                    "task.cancellation.timeout")
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

    public static final ConfigOption<Integer> MINI_CLUSTER_NUM_TASK_MANAGERS = ConfigOptions.key(
                    "minicluster.number-of-taskmanagers")
            .intType()
            .defaultValue(1)
            .withDescription("How many TaskManagers a cluster in one JVM has.");
}
