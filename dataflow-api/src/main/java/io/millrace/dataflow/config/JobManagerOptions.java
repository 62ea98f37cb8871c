package io.millrace.dataflow.config;

import java.time.Duration;

/** Options of the JobManager that programs name. */
public final class JobManagerOptions {
    private JobManagerOptions() {}

    public static final ConfigOption<Duration> SLOT_REQUEST_TIMEOUT = ConfigOptions.key("slot.request.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("A job that waits so long for slots fails.");

    public static final ConfigOption<Integer> JOB_STORE_MAX_CAPACITY = ConfigOptions.key("jobstore.max-capacity")
            .intType()
            .defaultValue(100)
            .withDescription("How many ended jobs the JobManager remembers.");

    public static final ConfigOption<String> EXECUTION_FAILOVER_STRATEGY = ConfigOptions.key(
                    "jobmanager.execution.failover-strategy")
            .stringType()
            .defaultValue("region")
            .withDescription(
                    "What runs again after a failure: 'region', as little as has to; 'full', all that has begun.");
}
