package io.millrace.jobmanager;

import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Makes the JobManager's options known to configurations. */
public final class JobManagerOptionsProvider implements OptionsProvider {
    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(JobManagerOptions.class);
    }
}
