package io.millrace.jobmanager.checkpoint;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.StateRecoveryOptions;
import java.util.Optional;

/**
 * What a user wants a job to begin with.
 *
 * @param place the directory of a complete checkpoint, of whatever job
 * @param dropsUnclaimed whether state of operators that the job has not may be lost
 */
public record StartPoint(String place, boolean dropsUnclaimed) {
    /**
     * Empty if the job is to begin with nothing.
     *
     * @param checkpoints whether the job takes any
     * @throws IllegalConfigurationException if it takes none, so that it would come back to its beginning at each failure
     */
    public static Optional<StartPoint> of(ReadableConfig config, boolean checkpoints) {
        Optional<String> place = config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
        if (place.isPresent() && !checkpoints) {
            throw new IllegalConfigurationException(StateRecoveryOptions.SAVEPOINT_PATH.key() + "='" + place.get()
                    + "': expected a streaming job with execution.checkpointing.interval, found a job that takes no"
                    + " checkpoints; only one that does can begin with one.");
        }
        boolean drops = config.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE);
        return place.map(there -> new StartPoint(there, drops));
    }
}
