package io.millrace.rest.view;

import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a checkpoint stands that was asked for.
 *
 * @param triggerId to ask again with
 * @param id the checkpoint's number; 0 if none began
 * @param durationMs from its beginning until all its parts were durable
 * @param bytes of state in files
 * @param path its directory; null unless COMPLETED
 * @param failure why it FAILED; else null
 */
public record CheckpointStandingView(
        String triggerId,
        CheckpointStatus status,
        long id,
        long durationMs,
        long bytes,
        @Nullable String path,
        @Nullable String failure) {
    public static CheckpointStandingView of(String triggerId, CheckpointStanding standing) {
        return new CheckpointStandingView(
                triggerId,
                standing.status(),
                standing.checkpoint(),
                standing.durationMs(),
                standing.bytes(),
                standing.path().isEmpty() ? null : standing.path(),
                standing.reason().isEmpty() ? null : standing.reason());
    }

    public CheckpointStanding toStanding() {
        return new CheckpointStanding(
                status, id, durationMs, bytes, path == null ? "" : path, failure == null ? "" : failure);
    }
}
