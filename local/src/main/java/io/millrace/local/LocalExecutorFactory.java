package io.millrace.local;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.PipelineExecutorFactory;

/** The executor {@code local}; also what a program gets that names none. */
public final class LocalExecutorFactory implements PipelineExecutorFactory {
    private static final String NAME = "local";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return configuration
                .getOptional(DeploymentOptions.TARGET)
                .map(NAME::equals)
                .orElse(true);
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        return new LocalExecutor(configuration);
    }
}
