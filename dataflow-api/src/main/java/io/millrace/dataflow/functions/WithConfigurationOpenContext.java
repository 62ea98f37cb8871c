package io.millrace.dataflow.functions;

import io.millrace.dataflow.config.Configuration;

/** An {@link OpenContext} that carries the parameters given by {@code withParameters} to {@code open(Configuration)}. */
public class WithConfigurationOpenContext implements OpenContext {
    private final Configuration configuration;

    public WithConfigurationOpenContext(Configuration configuration) {
        this.configuration = configuration;
    }

    public Configuration getConfiguration() {
        return configuration;
    }
}
