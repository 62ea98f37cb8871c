package io.millrace.datastream;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.execution.ExecutionContext;

/** Runs programs in this JVM, whatever the context says. */
public class LocalStreamEnvironment extends StreamExecutionEnvironment {
    public LocalStreamEnvironment() {
        this(new Configuration());
    }

    public LocalStreamEnvironment(Configuration configuration) {
        super(local(configuration), ExecutionContext::lookUp);
    }

    private static Configuration local(Configuration configuration) {
        Configuration local = new Configuration(configuration);
        local.set(DeploymentOptions.TARGET, "local");
        return local;
    }
}
