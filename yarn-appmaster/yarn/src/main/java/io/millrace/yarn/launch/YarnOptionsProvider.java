package io.millrace.yarn.launch;

import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Makes YARN's options known to configurations. */
public final class YarnOptionsProvider implements OptionsProvider {
    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(YarnOptions.class);
    }

    @Override
    public Collection<String> keyPrefixes() {
        return List.of(YarnOptions.MASTER_ENVIRONMENT_PREFIX, YarnOptions.TASK_MANAGER_ENVIRONMENT_PREFIX);
    }
}
