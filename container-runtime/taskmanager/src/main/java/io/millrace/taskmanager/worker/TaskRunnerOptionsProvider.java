package io.millrace.taskmanager.worker;

import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Makes {@link TaskRunnerOptions} known. */
public final class TaskRunnerOptionsProvider implements OptionsProvider {
    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(TaskRunnerOptions.class);
    }
}
