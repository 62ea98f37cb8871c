package io.millrace.dataflow.config;

/** Options of what a job begins with. */
public final class StateRecoveryOptions {
    private StateRecoveryOptions() {}

    public static final ConfigOption<String> SAVEPOINT_PATH = ConfigOptions.key("execution.state-recovery.path")
            .stringType()
            .noDefaultValue()
            .withDeprecatedKeys("execution.savepoint.path")
            .withDescription("The directory (chk-N) of a complete checkpoint that a streaming job begins with.");

    public static final ConfigOption<Boolean> SAVEPOINT_IGNORE_UNCLAIMED_STATE = ConfigOptions.key(
                    "execution.state-recovery.ignore-unclaimed-state")
            .booleanType()
            .defaultValue(false)
            .withDeprecatedKeys("execution.savepoint.ignore-unclaimed-state")
            .withDescription(
                    "Whether a job may begin with a checkpoint that has state of operators that the job has not:"
                            + " that state is lost then.");
}
