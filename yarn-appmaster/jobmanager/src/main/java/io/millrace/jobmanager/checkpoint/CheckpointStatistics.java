package io.millrace.jobmanager.checkpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the checkpoints of a job go. What the REST interface tells.
 *
 * @param summary of the complete ones
 * @param history the last ones, newest first, those under way included
 */
public record CheckpointStatistics(Counts counts, Summary summary, Latest latest, List<CheckpointDetails> history) {
    public CheckpointStatistics {
        history = List.copyOf(history);
    }

    /**
     * Since this JobManager has the job.
     *
     * @param restored how often the job went on from one
     * @param total of those that began: under way, completed, and failed, which is given up
     */
    public record Counts(long restored, long total, int inProgress, long completed, long failed) {}

    /**
     * Of the last complete ones, as many as {@link Window#LENGTH}.
     *
     * @param durationMs from the beginning until all parts were durable
     * @param bytes of state in files
     * @param alignmentMs of the task that waited longest for its barriers
     */
    public record Summary(Quantiles durationMs, Quantiles bytes, Quantiles alignmentMs) {}

    /** Each is a value that occurred, by the nearest rank, but for the average; all are 0 as long as there are none. */
    public record Quantiles(long min, long max, long avg, long p50, long p90, long p95, long p99, long p999) {}

    /** Null as long as there is none. */
    public record Latest(
            @Nullable CheckpointDetails completed,
            @Nullable CheckpointDetails failed,
            @Nullable Restored restored) {}

    /** @param atMs when the job went on from it, milliseconds since 1970 */
    public record Restored(long id, long atMs) {}

    /** Without what is known of each task. */
    public CheckpointStatistics brief() {
        return new CheckpointStatistics(
                counts,
                summary,
                new Latest(
                        latest.completed == null ? null : latest.completed.brief(),
                        latest.failed == null ? null : latest.failed.brief(),
                        latest.restored),
                history.stream().map(CheckpointDetails::brief).toList());
    }
}
