package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.graph.OperatorId;
import java.util.Map;
import java.util.Optional;

/**
 * What a subtask begins with.
 *
 * @param ended it had sent all, with its end: only the end is to be told again
 * @param operators those that the checkpoint has
 */
public record TaskRestore(boolean ended, Map<OperatorId, OperatorRestore> operators) {
    /** What a subtask begins with when its job begins. */
    public static TaskRestore nothing() {
        return new TaskRestore(false, Map.of());
    }

    public Optional<OperatorRestore> operator(OperatorId id) {
        return Optional.ofNullable(operators.get(id));
    }
}
