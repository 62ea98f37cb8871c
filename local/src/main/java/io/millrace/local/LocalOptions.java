package io.millrace.local;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Options of clusters in one JVM. */
public final class LocalOptions {
    private LocalOptions() {}

    public static final ConfigOption<Integer> TASK_MANAGERS = ConfigOptions.key("minicluster.number-of-taskmanagers")
            .intType()
            .defaultValue(1)
            .withDescription("How many TaskManagers a cluster in one JVM has.");

    /** Makes these options known to whoever checks a configuration. */
    public static final class Provider implements OptionsProvider {
        @Override
        public Collection<Class<?>> optionClasses() {
            return List.of(LocalOptions.class);
        }
    }
}
