package io.millrace.dataset;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.execution.ExecutionContext;

/** Runs its programs in this JVM, whatever the program was started by. */
public class LocalEnvironment extends ExecutionEnvironment {
    public LocalEnvironment() {
        this(new Configuration());
    }

    public LocalEnvironment(Configuration configuration) {
        super(
                local(configuration),
                ExecutionContext.lookUp(local(configuration)),
                ExecutionContext.currentUserClassLoader());
    }

    private static Configuration local(Configuration configuration) {
        Configuration copy = new Configuration(configuration);
        copy.set(DeploymentOptions.TARGET, "local");
        return copy;
    }
}
