package io.millrace.jobmanager.checkpoint;

import io.millrace.dataflow.deploy.CheckpointStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One checkpoint. Times are by the JobManager's clock, in milliseconds since 1970.
 *
 * @param asked somebody had asked for it
 * @param lastAckAtMs when the last part came that has come; 0 if none has
 * @param durationMs from its beginning until all its parts were durable, or until it was given up, or until now
 * @param bytes of state in files, of the parts that have come
 * @param files in which these lie
 * @param alignmentMs of the task that waited longest for its barriers
 * @param subtasks that are to give a part, or had finished before
 * @param acknowledged those of them that have
 * @param path its directory; null unless it is complete
 * @param failure why it was given up; else null
 * @param vertices what is known of each task; those without a part that has come are left out
 */
public record CheckpointDetails(
        long id,
        CheckpointStatus status,
        boolean asked,
        long triggeredAtMs,
        long lastAckAtMs,
        long durationMs,
        long bytes,
        int files,
        long alignmentMs,
        int subtasks,
        int acknowledged,
        @Nullable String path,
        @Nullable String failure,
        List<VertexDetails> vertices) {
    public CheckpointDetails {
        vertices = List.copyOf(vertices);
    }

    /** @param vertex its place in the job graph */
    public record VertexDetails(int vertex, String name, List<SubtaskDetails> subtasks) {
        public VertexDetails {
            subtasks = List.copyOf(subtasks);
        }
    }

    /**
     * What one task gave.
     *
     * @param ackAtMs when its TaskManager's part came
     * @param durationMs from the checkpoint's beginning until then
     * @param startDelayMs as {@link io.millrace.protocol.SnapshotTiming#startDelayMs}; likewise the three that follow
     * @param bytes of state in a file; 0 if it has none
     */
    public record SubtaskDetails(
            int subtask,
            int attempt,
            long ackAtMs,
            long durationMs,
            long startDelayMs,
            long alignmentMs,
            long syncMs,
            long asyncMs,
            long bytes) {}

    /** Without what is known of each task. */
    public CheckpointDetails brief() {
        return new CheckpointDetails(
                id,
                status,
                asked,
                triggeredAtMs,
                lastAckAtMs,
                durationMs,
                bytes,
                files,
                alignmentMs,
                subtasks,
                acknowledged,
                path,
                failure,
                List.of());
    }
}
