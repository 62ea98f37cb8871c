package io.millrace.jobmanager.checkpoint;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.ExternalizedCheckpointRetention;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.graph.JobGraph;
import java.time.Duration;
import java.util.Optional;

/**
 * How a job takes checkpoints; see {@link CheckpointingOptions} for what each means.
 *
 * @param interval more than 0
 * @param maxConcurrent at least 1
 * @param tolerableFailures so many in a row are borne, at least 0
 * @param retained so many complete ones are kept, at least 1
 * @param directory empty: where the store keeps them otherwise
 */
public record CheckpointSettings(
        Duration interval,
        Duration minPause,
        Duration timeout,
        int maxConcurrent,
        int tolerableFailures,
        int retained,
        ExternalizedCheckpointRetention retention,
        Optional<String> directory) {
    public CheckpointSettings {
        if (interval.isNegative()
                || interval.isZero()
                || minPause.isNegative()
                || timeout.isNegative()
                || timeout.isZero()
                || maxConcurrent < 1
                || tolerableFailures < 0
                || retained < 1) {
            throw new IllegalConfigurationException("execution.checkpointing: expected interval > 0, min-pause >= 0,"
                    + " timeout > 0, max-concurrent-checkpoints >= 1, tolerable-failed-checkpoints >= 0 and num-retained"
                    + " >= 1, found " + interval + ", " + minPause + ", " + timeout + ", " + maxConcurrent + ", "
                    + tolerableFailures + " and " + retained);
        }
    }

    /** Empty if the job takes none: it is a batch, or has no {@code execution.checkpointing.interval}. */
    public static Optional<CheckpointSettings> of(JobGraph.Mode mode, ReadableConfig config) {
        if (mode != JobGraph.Mode.STREAMING) {
            return Optional.empty();
        }
        return config.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .map(interval -> new CheckpointSettings(
                        interval,
                        config.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS),
                        config.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT),
                        config.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS),
                        config.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER),
                        config.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS),
                        config.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION),
                        config.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)));
    }
}
