package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.state.KeyGroupRange;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From the parts of a checkpoint to its manifest, and from a manifest to what each attempt is restored from. Pure. */
final class Manifests {
    private Manifests() {}

    /** A finished task gave nothing to any complete checkpoint, so this one cannot say what became of it. */
    static final class NoEndException extends Exception {
        private static final long serialVersionUID = 1L;

        NoEndException(String message) {
            super(message);
        }
    }

    /** @param before the newest complete one: holds the states of the tasks that had finished; null if there is none */
    static Manifest of(
            JobID job, Epoch epoch, JobGraph graph, PendingCheckpoint parts, @Nullable Manifest before, Instant now)
            throws NoEndException {
        List<List<SubtaskState>> states = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            List<SubtaskState> subtasks = new ArrayList<>();
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                subtasks.add(state(vertex, subtask, Optional.empty(), false, vertex.parallelism()));
            }
            states.add(subtasks);
        }
        for (TaskSnapshot part : parts.taken()) {
            AttemptId id = part.attempt();
            Vertex vertex = graph.vertex(id.vertex());
            states.get(id.vertex())
                    .set(id.subtask(), state(vertex, id.subtask(), part.state(), part.union(), vertex.parallelism()));
        }
        for (AttemptId over : parts.finished()) {
            states.get(over.vertex()).set(over.subtask(), lastOf(over, graph, before));
        }
        List<VertexState> vertices = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            vertices.add(new VertexState(vertex.maxParallelism(), operators(vertex), states.get(vertex.index())));
        }
        return new Manifest(
                job,
                parts.id,
                epoch,
                parts.timestamp,
                Duration.between(parts.begun, now).toMillis(),
                vertices,
                parts.coordinators());
    }

    private static SubtaskState state(
            Vertex vertex,
            int subtask,
            Optional<io.millrace.control.checkpoint.StateHandle> state,
            boolean union,
            int parallelism) {
        KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                vertex.maxParallelism(), parallelism, subtask);
        return new SubtaskState(range.getStartKeyGroup(), range.getEndKeyGroup(), state, union);
    }

    private static SubtaskState lastOf(AttemptId over, JobGraph graph, @Nullable Manifest before)
            throws NoEndException {
        Vertex vertex = graph.vertex(over.vertex());
        if (before != null) {
            for (VertexState old : before.vertices()) {
                if (old.operators().equals(operators(vertex))
                        && old.subtasks().size() == vertex.parallelism()
                        && old.subtasks().get(over.subtask()).state().isPresent()) {
                    return old.subtasks().get(over.subtask());
                }
            }
        }
        throw new NoEndException("'" + vertex.name() + "' (" + (over.subtask() + 1) + "/" + vertex.parallelism()
                + ") has finished, and no complete checkpoint holds its end");
    }

    private static List<String> operators(Vertex vertex) {
        return vertex.chain().stream().map(operator -> operator.id().hex()).toList();
    }

    /** What these attempts, of one TaskManager, are restored from. */
    static Restore restore(Manifest manifest, JobGraph graph, List<AttemptId> attempts) {
        List<Restore.SubtaskState> states = new ArrayList<>();
        Set<Integer> vertices = new TreeSet<>();
        attempts.forEach(attempt -> vertices.add(attempt.vertex()));
        for (int index : vertices) {
            Vertex vertex = graph.vertex(index);
            Set<Integer> here = new TreeSet<>();
            attempts.stream().filter(one -> one.vertex() == index).forEach(one -> here.add(one.subtask()));
            for (VertexState old : manifest.vertices()) {
                if (old.operators().stream().anyMatch(operators(vertex)::contains)) {
                    add(old, vertex, here, states);
                }
            }
        }
        return new Restore(manifest.checkpoint(), states);
    }

    private static void add(VertexState old, Vertex vertex, Set<Integer> here, List<Restore.SubtaskState> states) {
        int parallelism = old.subtasks().size();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            SubtaskState state = old.subtasks().get(subtask);
            boolean wanted = parallelism != vertex.parallelism() || here.contains(subtask) || state.union();
            if (wanted && state.state().isPresent()) {
                states.add(new Restore.SubtaskState(
                        vertex.index(), subtask, parallelism, state.state().get()));
            }
        }
    }

    /** Why a job cannot be restored from a manifest; empty if it can. */
    static Optional<String> unfit(Manifest manifest, JobGraph graph) {
        for (Vertex vertex : graph.vertices()) {
            for (VertexState old : manifest.vertices()) {
                boolean same = old.operators().stream().anyMatch(operators(vertex)::contains);
                if (same && old.maxParallelism() != vertex.maxParallelism()) {
                    return Optional.of("'" + vertex.name() + "' has a maximum parallelism of "
                            + vertex.maxParallelism() + ", in checkpoint " + manifest.checkpoint() + " it was "
                            + old.maxParallelism() + "; set it to that");
                }
            }
        }
        return Optional.empty();
    }
}
