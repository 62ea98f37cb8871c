package io.millrace.yarn.launch;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.MemorySize;

/** What a container's process is, with the settings that are its own. */
public enum ProcessRole {
    APPLICATION_MASTER(
            "jobmanager",
            ContainerFiles.APPLICATION_MASTER_CLASS,
            YarnOptions.JOB_MANAGER_MEMORY,
            YarnOptions.JAVA_OPTIONS_JOB_MANAGER,
            YarnOptions.MASTER_ENVIRONMENT_PREFIX),
    TASK_MANAGER(
            "taskmanager",
            ContainerFiles.TASK_MANAGER_CLASS,
            YarnOptions.TASK_MANAGER_MEMORY,
            YarnOptions.JAVA_OPTIONS_TASK_MANAGER,
            YarnOptions.TASK_MANAGER_ENVIRONMENT_PREFIX);

    private final String logName;
    private final String mainClass;
    private final ConfigOption<MemorySize> memoryOption;
    private final ConfigOption<String> javaOptions;
    private final String environmentPrefix;

    ProcessRole(
            String logName,
            String mainClass,
            ConfigOption<MemorySize> memoryOption,
            ConfigOption<String> javaOptions,
            String environmentPrefix) {
        this.logName = logName;
        this.mainClass = mainClass;
        this.memoryOption = memoryOption;
        this.javaOptions = javaOptions;
        this.environmentPrefix = environmentPrefix;
    }

    /** What its files in YARN's log directory begin with: {@code jobmanager.log}, {@code .out}, {@code .err}. */
    public String logName() {
        return logName;
    }

    public String mainClass() {
        return mainClass;
    }

    /** The size of its container. */
    public ConfigOption<MemorySize> memoryOption() {
        return memoryOption;
    }

    ConfigOption<String> javaOptions() {
        return javaOptions;
    }

    String environmentPrefix() {
        return environmentPrefix;
    }
}
