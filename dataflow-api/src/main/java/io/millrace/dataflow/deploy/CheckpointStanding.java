package io.millrace.dataflow.deploy;

/**
 * How a checkpoint stands that somebody asked for.
 *
 * @param checkpoint its number; 0 if none began
 * @param durationMs from its beginning until all its parts were durable; 0 unless COMPLETED
 * @param bytes of state in files; 0 unless COMPLETED
 * @param path its directory; empty unless COMPLETED
 * @param reason why it FAILED, else empty
 */
public record CheckpointStanding(
        CheckpointStatus status, long checkpoint, long durationMs, long bytes, String path, String reason) {
    public static final CheckpointStanding IN_PROGRESS =
            new CheckpointStanding(CheckpointStatus.IN_PROGRESS, 0, 0, 0, "", "");

    public static CheckpointStanding completed(long checkpoint, long durationMs, long bytes, String path) {
        return new CheckpointStanding(CheckpointStatus.COMPLETED, checkpoint, durationMs, bytes, path, "");
    }

    /** @param checkpoint 0 if none began */
    public static CheckpointStanding failed(long checkpoint, String reason) {
        return new CheckpointStanding(CheckpointStatus.FAILED, checkpoint, 0, 0, "", reason);
    }

    public boolean isKnown() {
        return status != CheckpointStatus.IN_PROGRESS;
    }
}
