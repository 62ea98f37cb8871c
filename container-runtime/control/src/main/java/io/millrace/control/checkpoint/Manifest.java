package io.millrace.control.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a complete checkpoint consists of. Its bytes are those of {@link ManifestFormat}.
 *
 * @param epoch of the leader that completed it
 * @param triggeredAtMs when it began, milliseconds since the epoch
 * @param durationMs from there until all its parts were durable
 * @param vertices of the job graph, by index
 * @param coordinators the state of the operators' parts beside the JobManager
 */
public record Manifest(
        JobID job,
        long checkpoint,
        Epoch epoch,
        long triggeredAtMs,
        long durationMs,
        List<VertexState> vertices,
        List<CoordinatorState> coordinators) {
    public Manifest {
        if (checkpoint < 1) {
            throw new IllegalArgumentException("manifest: expected a checkpoint >= 1, found " + checkpoint);
        }
        vertices = List.copyOf(vertices);
        coordinators = List.copyOf(coordinators);
    }

    /**
     * The state of one vertex.
     *
     * @param operators of its chain, in order
     * @param subtasks one per subtask, in order
     */
    public record VertexState(int maxParallelism, List<OperatorState> operators, List<SubtaskState> subtasks) {
        public VertexState {
            operators = List.copyOf(operators);
            subtasks = List.copyOf(subtasks);
        }

        /** The ids of its operators, in order. */
        public List<String> ids() {
            return operators.stream().map(OperatorState::id).toList();
        }
    }

    /**
     * What is known of one operator without looking into the files.
     *
     * @param name for people
     * @param keeps whether any subtask of it keeps state
     * @param commits whether it has made visible what came before the checkpoint, which nobody can undo
     */
    public record OperatorState(String id, String name, boolean keeps, boolean commits) {}

    /**
     * The state of one subtask.
     *
     * @param firstKeyGroup of its range
     * @param lastKeyGroup of its range, inclusive
     * @param state empty if it has none
     * @param union whether all subtasks want a part of it
     */
    public record SubtaskState(int firstKeyGroup, int lastKeyGroup, Optional<StateHandle> state, boolean union) {}

    /** The state of the coordinator of one operator, named by its id. */
    public record CoordinatorState(String operator, byte[] state) {}

    /** All operators, in the order of the vertices and their chains. */
    public Stream<OperatorState> operators() {
        return vertices.stream().flatMap(vertex -> vertex.operators().stream());
    }

    /** All parts that lie in files. */
    public Stream<StateHandle> handles() {
        return vertices.stream()
                .flatMap(vertex -> vertex.subtasks().stream())
                .flatMap(subtask -> subtask.state().stream());
    }

    /** The files that it needs. */
    public Set<String> files() {
        Set<String> files = new TreeSet<>();
        handles().forEach(handle -> files.add(handle.path()));
        return files;
    }

    /** Bytes of state in files. */
    public long size() {
        return handles().mapToLong(StateHandle::length).sum();
    }
}
