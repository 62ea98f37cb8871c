package io.millrace.jobmanager.job;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.jobmanager.JobManagerOptions;

/** What runs again after a failure. */
enum FailoverScope {
    /** The regions that must. */
    REGION,
    /** All that have begun. */
    FULL;

    /**
     * @param checkpoints whether tasks go on from checkpoints: those are of the whole job
     * @throws IllegalConfigurationException names the key and what there is
     */
    static FailoverScope of(ReadableConfig config, boolean checkpoints) {
        String strategy = config.get(JobManagerOptions.FAILOVER_STRATEGY);
        return switch (strategy) {
            case "full" -> FULL;
            case "region" -> checkpoints ? FULL : REGION;
            default ->
                throw new IllegalConfigurationException("Impossible value '" + strategy + "' for '"
                        + JobManagerOptions.FAILOVER_STRATEGY.key() + "': expected=region or full.");
        };
    }
}
