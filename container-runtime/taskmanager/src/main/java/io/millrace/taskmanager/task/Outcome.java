package io.millrace.taskmanager.task;

import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskState;
import java.util.Map;
import java.util.Optional;

/** How an attempt ended. */
record Outcome(TaskState state, Optional<Failure> failure, Map<String, byte[]> accumulators) {
    static Outcome canceled() {
        return new Outcome(TaskState.CANCELED, Optional.empty(), Map.of());
    }

    static Outcome failed(Failure failure) {
        return new Outcome(TaskState.FAILED, Optional.of(failure), Map.of());
    }

    static Outcome finished(Map<String, byte[]> accumulators) {
        return new Outcome(TaskState.FINISHED, Optional.empty(), accumulators);
    }
}
