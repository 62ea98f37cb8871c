package io.millrace.client.fake;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.OptionsProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The settings that the command line writes for a platform named yarn. */
public final class FakeOptions implements OptionsProvider {
    public static final ConfigOption<String> ID =
            ConfigOptions.key("yarn.application.id").stringType().noDefaultValue();
    public static final ConfigOption<String> NAME =
            ConfigOptions.key("yarn.application.name").stringType().noDefaultValue();
    public static final ConfigOption<String> QUEUE =
            ConfigOptions.key("yarn.application.queue").stringType().noDefaultValue();
    public static final ConfigOption<String> LABEL =
            ConfigOptions.key("yarn.application.node-label").stringType().noDefaultValue();
    public static final ConfigOption<Duration> SUBMIT_TIMEOUT =
            ConfigOptions.key("yarn.submit-timeout").durationType().noDefaultValue();
    public static final ConfigOption<MemorySize> JOB_MANAGER =
            ConfigOptions.key("jobmanager.memory.process.size").memoryType().noDefaultValue();
    public static final ConfigOption<MemorySize> TASK_MANAGER =
            ConfigOptions.key("taskmanager.memory.process.size").memoryType().noDefaultValue();

    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(FakeOptions.class);
    }
}
