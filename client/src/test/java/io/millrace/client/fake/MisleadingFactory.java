package io.millrace.client.fake;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.PipelineExecutorFactory;

/** An executor of the same name as a platform's target, as YARN has one for programs that are run without the command. */
public final class MisleadingFactory implements PipelineExecutorFactory {
    @Override
    public String getName() {
        return "yarn-session";
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return configuration.getOptional(DeploymentOptions.TARGET).orElse("").startsWith("yarn-");
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        throw new IllegalStateException("the command line is not to ask for this one");
    }
}
