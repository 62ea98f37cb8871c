package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.PipelineExecutorFactory;

/**
 * The target {@code yarn-application} outside of an application: there a program's {@code main} runs in the ApplicationMaster,
 * which gives it an executor of its own, so whoever asks here has started the program some other way.
 */
public final class YarnApplicationExecutorFactory implements PipelineExecutorFactory {
    private static final String NAME = "yarn-application";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return configuration
                .getOptional(DeploymentOptions.TARGET)
                .filter(NAME::equals)
                .isPresent();
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        throw new IllegalConfigurationException(DeploymentOptions.TARGET.key() + "=" + NAME
                + " is for whole programs, whose main runs on YARN: start this one by millrace run -t " + NAME
                + " JAR, or send its jobs to a session by -t yarn-session.");
    }
}
