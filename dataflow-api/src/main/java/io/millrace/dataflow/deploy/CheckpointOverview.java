package io.millrace.dataflow.deploy;

import java.util.List;

/**
 * How the checkpoints of a job go.
 *
 * @param restored how often the job went on from one
 * @param history the last ones, newest first
 */
public record CheckpointOverview(long completed, long failed, int inProgress, long restored, List<Line> history) {
    public CheckpointOverview {
        history = List.copyOf(history);
    }

    /**
     * One of them.
     *
     * @param asked somebody had asked for it
     * @param triggeredAtMs since 1970
     * @param durationMs from its beginning to its end, or until now
     * @param bytes of state in files
     * @param acknowledged so many of its {@code subtasks} have given their part
     * @param text its directory if it is complete, why it failed if it did, else empty
     */
    public record Line(
            long id,
            CheckpointStatus status,
            boolean asked,
            long triggeredAtMs,
            long durationMs,
            long bytes,
            int acknowledged,
            int subtasks,
            String text) {}
}
