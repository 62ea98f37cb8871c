package io.millrace.jobmanager.checkpoint;

/**
 * How the checkpoints of a job go.
 *
 * @param completed how many were completed
 * @param failed how many were given up
 * @param inProgress how many are under way
 * @param restored how often the job went on from one
 * @param latest the number of the newest complete one, 0 if there is none
 * @param latestBytes of state in files
 * @param latestDurationMs from its beginning until its parts were durable
 * @param latestCompletedAtMs milliseconds since the epoch
 * @param lastFailure why one was last given up; empty if none was
 */
public record CheckpointStatistics(
        long completed,
        long failed,
        int inProgress,
        long restored,
        long latest,
        long latestBytes,
        long latestDurationMs,
        long latestCompletedAtMs,
        String lastFailure) {
    static final CheckpointStatistics NONE = new CheckpointStatistics(0, 0, 0, 0, 0, 0, 0, 0, "");

    CheckpointStatistics withCompleted(long id, long bytes, long durationMs, long atMs) {
        return new CheckpointStatistics(
                completed + 1, failed, inProgress, restored, id, bytes, durationMs, atMs, lastFailure);
    }

    CheckpointStatistics withFailed(String reason) {
        return new CheckpointStatistics(
                completed,
                failed + 1,
                inProgress,
                restored,
                latest,
                latestBytes,
                latestDurationMs,
                latestCompletedAtMs,
                reason);
    }

    CheckpointStatistics withRestored() {
        return new CheckpointStatistics(
                completed,
                failed,
                inProgress,
                restored + 1,
                latest,
                latestBytes,
                latestDurationMs,
                latestCompletedAtMs,
                lastFailure);
    }

    CheckpointStatistics withInProgress(int pending) {
        return new CheckpointStatistics(
                completed,
                failed,
                pending,
                restored,
                latest,
                latestBytes,
                latestDurationMs,
                latestCompletedAtMs,
                lastFailure);
    }
}
