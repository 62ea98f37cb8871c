package io.millrace.dataflow.config;

/** Options of where a program runs. */
public final class DeploymentOptions {
    private DeploymentOptions() {}

    public static final ConfigOption<String> TARGET = ConfigOptions.key("execution.target")
            .stringType()
            .noDefaultValue()
            .withDescription("Where the program runs, such as local.");

    public static final ConfigOption<Boolean> ATTACHED = ConfigOptions.key("execution.attached")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether the client waits for the end of the job.");
}
