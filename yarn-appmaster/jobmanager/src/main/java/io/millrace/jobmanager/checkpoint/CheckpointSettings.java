package io.millrace.jobmanager.checkpoint;

import io.millrace.dataflow.JobStatus;
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
 * @param interval more than 0; empty: only when somebody asks for one
 * @param maxConcurrent at least 1
 * @param tolerableFailures so many in a row are borne, at least 0
 * @param retained so many complete ones are kept, at least 1
 * @param directory empty: where the store keeps them otherwise
 */
public record CheckpointSettings(
        Optional<Duration> interval,
        Duration minPause,
        Duration timeout,
        int maxConcurrent,
        int tolerableFailures,
        int retained,
        ExternalizedCheckpointRetention retention,
        Optional<String> directory) {
    public CheckpointSettings {
        if (interval.filter(every -> every.isNegative() || every.isZero()).isPresent()
                || minPause.isNegative()
                || timeout.isNegative()
                || timeout.isZero()
                || maxConcurrent < 1
                || tolerableFailures < 0
                || retained < 1) {
            throw new IllegalConfigurationException("execution.checkpointing: expected interval > 0, min-pause >= 0,"
                    + " timeout > 0, max-concurrent-checkpoints >= 1, tolerable-failed-checkpoints >= 0 and num-retained"
                    + " >= 1, found " + interval.map(Duration::toString).orElse("none") + ", " + minPause + ", "
                    + timeout + ", " + maxConcurrent + ", "
                    + tolerableFailures + " and " + retained);
        }
    }

    /** The job takes checkpoints by itself, and goes on from them. */
    public boolean isPeriodic() {
        return interval.isPresent();
    }

    /** Whether complete checkpoints stay when the job has ended so. */
    public boolean keepsAfter(JobStatus end) {
        return end == JobStatus.FAILED
                || (end == JobStatus.CANCELED && retention == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }

    /**
     * Empty if the job takes none: it is a batch, or has neither {@code execution.checkpointing.interval} nor {@code
     * execution.checkpointing.dir}. With the latter alone it takes those that somebody asks for.
     */
    public static Optional<CheckpointSettings> of(JobGraph.Mode mode, ReadableConfig config) {
        if (mode != JobGraph.Mode.STREAMING) {
            return Optional.empty();
        }
        Optional<Duration> interval = config.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        Optional<String> directory = config.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (interval.isEmpty() && directory.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CheckpointSettings(
                interval,
                config.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS),
                config.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT),
                config.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS),
                config.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER),
                config.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS),
                config.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION),
                directory));
    }
}
