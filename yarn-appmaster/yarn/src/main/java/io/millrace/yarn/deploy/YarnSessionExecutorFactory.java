package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.PipelineExecutorFactory;
import io.millrace.yarn.launch.YarnOptions;

/**
 * The executor {@code yarn-session}: jobs go to the running session that {@code yarn.application.id} names, or {@code
 * yarn.application.name}.
 */
public final class YarnSessionExecutorFactory implements PipelineExecutorFactory {
    private static final String NAME = "yarn-session";

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
        try {
            return find(configuration).executor();
        } catch (DeploymentException e) {
            throw new IllegalConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Deployed find(Configuration configuration) throws DeploymentException {
        YarnPlatform platform = new YarnPlatform();
        if (configuration.contains(YarnOptions.APPLICATION_ID)) {
            return platform.find(configuration.get(YarnOptions.APPLICATION_ID), configuration);
        }
        String name = configuration
                .getOptional(YarnOptions.APPLICATION_NAME)
                .orElseThrow(() -> new IllegalConfigurationException(DeploymentOptions.TARGET.key() + "=" + NAME
                        + " needs a running session: name it by " + YarnOptions.APPLICATION_ID.key() + " or "
                        + YarnOptions.APPLICATION_NAME.key() + "."));
        return platform.findSession(name, configuration)
                .orElseThrow(() -> new IllegalConfigurationException("No session named '" + name
                        + "' of this user runs. Start one by yarn-session.sh -nm '" + name + "'."));
    }
}
