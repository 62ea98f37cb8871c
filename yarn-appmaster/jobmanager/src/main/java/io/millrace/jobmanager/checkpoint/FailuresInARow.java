package io.millrace.jobmanager.checkpoint;

import io.millrace.protocol.Failure;
import java.util.Optional;

/** How many checkpoints of a job have failed since one was complete, and whether that is more than it bears. */
final class FailuresInARow {
    private final CheckpointSettings settings;
    private int failures;

    FailuresInARow(CheckpointSettings settings) {
        this.settings = settings;
    }

    void completed() {
        failures = 0;
    }

    /**
     * One has failed. A job that takes none by itself bears any number.
     *
     * @return why the job restarts; counting then begins anew. Empty if it bears this one
     */
    Optional<Failure> failed(long checkpoint, String reason) {
        if (!settings.isPeriodic() || ++failures <= settings.tolerableFailures()) {
            return Optional.empty();
        }
        failures = 0;
        String message = "checkpoint " + checkpoint + " failed (" + reason
                + "), more in a row than execution.checkpointing.tolerable-failed-checkpoints="
                + settings.tolerableFailures() + " allows";
        return Optional.of(new Failure(Failure.Owner.RESOURCES, Optional.empty(), -1, message, "", Optional.empty()));
    }
}
