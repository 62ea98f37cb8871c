package io.millrace.rest.view;

import io.millrace.dataflow.config.ExternalizedCheckpointRetention;
import io.millrace.jobmanager.checkpoint.CheckpointSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job takes checkpoints: the settings {@code execution.checkpointing.*}.
 *
 * @param intervalMs null: only when somebody asks for one
 * @param directory null: where the application keeps them otherwise
 */
public record CheckpointConfigView(
        @Nullable Long intervalMs,
        long minPauseMs,
        long timeoutMs,
        int maxConcurrent,
        int tolerableFailures,
        int retained,
        ExternalizedCheckpointRetention retention,
        @Nullable String directory) {
    public static CheckpointConfigView of(CheckpointSettings settings) {
        return new CheckpointConfigView(
                settings.interval().map(Duration::toMillis).orElse(null),
                settings.minPause().toMillis(),
                settings.timeout().toMillis(),
                settings.maxConcurrent(),
                settings.tolerableFailures(),
                settings.retained(),
                settings.retention(),
                settings.directory().orElse(null));
    }
}
