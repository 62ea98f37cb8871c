package io.millrace.dataflow.config;

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
}
