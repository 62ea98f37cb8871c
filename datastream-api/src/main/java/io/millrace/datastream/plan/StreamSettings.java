package io.millrace.datastream.plan;

import io.millrace.dataflow.BatchShuffleMode;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment's settings as a translation needs them.
 *
 * @param executionConfig as the program has it
 * @param configuration all settings of the job, as text
 * @param runtimeMode as asked for
 * @param parallelism of operators that name none
 * @param chaining false if the program switched chaining off
 */
public record StreamSettings(
        ExecutionConfig executionConfig,
        Map<String, String> configuration,
        RuntimeExecutionMode runtimeMode,
        int parallelism,
        boolean chaining) {

    /** @throws IllegalStateException for an unbounded source in batch mode */
    boolean isBatch(List<OperatorStep<?>> steps) {
        Optional<OperatorStep<?>> unbounded = unboundedAmong(steps);
        if (runtimeMode == RuntimeExecutionMode.BATCH && unbounded.isPresent()) {
            throw new IllegalStateException(
                    "Detected an UNBOUNDED source with the 'execution.runtime-mode' set to 'BATCH'."
                            + " This combination is not allowed, please set the 'execution.runtime-mode' to STREAMING or AUTOMATIC."
                            + " The source is '" + unbounded.get().name() + "'.");
        }
        return runtimeMode == RuntimeExecutionMode.BATCH
                || (runtimeMode == RuntimeExecutionMode.AUTOMATIC && unbounded.isEmpty());
    }

    /** In batch mode; as {@code execution.batch-shuffle-mode} says. */
    boolean shufflesBlock() {
        return Configuration.fromMap(configuration).get(ExecutionOptions.BATCH_SHUFFLE_MODE)
                == BatchShuffleMode.ALL_EXCHANGES_BLOCKING;
    }

    private static Optional<OperatorStep<?>> unboundedAmong(List<OperatorStep<?>> steps) {
        Set<StreamNode<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<StreamNode<?>> open = new ArrayDeque<>(steps);
        while (!open.isEmpty()) {
            StreamNode<?> node = open.pop();
            if (seen.add(node)) {
                if (node instanceof OperatorStep<?> step && step.isUnbounded()) {
                    return Optional.of(step);
                }
                open.addAll(node.inputs());
            }
        }
        return Optional.empty();
    }

    /** The operator's, else the program's, else by the parallelism. */
    int maxParallelism(int ofOperator, int parallelismOfOperator, String operator) {
        int set = ofOperator > 0 ? ofOperator : executionConfig.getMaxParallelism();
        if (set > 0 && set < parallelismOfOperator) {
            throw new IllegalArgumentException("Operator '" + operator + "': its parallelism of "
                    + parallelismOfOperator + " is more than the maximum parallelism of " + set
                    + ". Lower the one or raise the other.");
        }
        return set > 0 ? set : KeyGroupRangeAssignment.computeDefaultMaxParallelism(parallelismOfOperator);
    }
}
