package io.millrace.local;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.OptionsProvider;
import io.millrace.dataflow.config.TaskManagerOptions;
import java.util.Collection;
import java.util.List;

/** Options of clusters in one JVM. */
public final class LocalOptions {
    private LocalOptions() {}

    public static final ConfigOption<Integer> TASK_MANAGERS = TaskManagerOptions.MINI_CLUSTER_NUM_TASK_MANAGERS;

    /** Makes these options known to whoever checks a configuration. */
    public static final class Provider implements OptionsProvider {
        @Override
        public Collection<Class<?>> optionClasses() {
            return List.of(LocalOptions.class);
        }
    }
}
