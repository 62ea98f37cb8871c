package io.millrace.dataflow.graph;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of operators that one task runs. The first may be a source or have one or two inputs, the others have one.
 *
 * @param name the operators' names joined by {@code " -> "}
 * @param maxParallelism the number of key groups
 * @param slotSharingGroup subtasks of one group may share slots
 * @param bufferTimeout how long what the chain emits may wait in a batch, as {@code execution.buffer-timeout}; null for the job's
 */
public record Vertex(
        int index,
        String name,
        int parallelism,
        int maxParallelism,
        String slotSharingGroup,
        @Nullable Duration bufferTimeout,
        List<ChainedOperator> chain)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public Vertex {
        chain = List.copyOf(chain);
        if (chain.isEmpty() || parallelism < 1 || maxParallelism < parallelism) {
            throw new IllegalArgumentException(
                    "vertex '" + name + "': expected 1 <= parallelism <= max parallelism, found " + parallelism
                            + " and " + maxParallelism + ", with a chain of " + chain.size());
        }
    }

    /** True if any of its operators may hold its thread for long. */
    public boolean blocks() {
        return chain.stream().anyMatch(ChainedOperator::blocks);
    }

    public boolean isSource() {
        return chain.get(0).inputTypes().isEmpty();
    }
}
