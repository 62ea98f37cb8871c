package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ChainedOperator;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From the parts of a checkpoint to its manifest, and from a manifest to what each attempt is restored from. Pure. */
final class Manifests {
    private static final int NAME_LENGTH_MAX = 200;

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
            vertices.add(new VertexState(
                    vertex.maxParallelism(), operators(vertex, parts, before), states.get(vertex.index())));
        }
        return new Manifest(
                job,
                parts.id,
                epoch,
                parts.begun.toEpochMilli(),
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
                if (old.ids().equals(ids(vertex))
                        && old.subtasks().size() == vertex.parallelism()
                        && old.subtasks().get(over.subtask()).state().isPresent()) {
                    return old.subtasks().get(over.subtask());
                }
            }
        }
        throw new NoEndException("'" + vertex.name() + "' (" + (over.subtask() + 1) + "/" + vertex.parallelism()
                + ") has finished, and no complete checkpoint holds its end");
    }

    private static List<String> ids(Vertex vertex) {
        return vertex.chain().stream().map(operator -> operator.id().hex()).toList();
    }

    /** An operator keeps state if any of its subtasks does, or did when it had come to its end. */
    private static List<OperatorState> operators(Vertex vertex, PendingCheckpoint parts, @Nullable Manifest before) {
        Set<Integer> keeping = new TreeSet<>();
        Set<Integer> committing = new TreeSet<>();
        for (TaskSnapshot part : parts.taken()) {
            if (part.attempt().vertex() == vertex.index()) {
                keeping.addAll(part.keeping());
                committing.addAll(part.committing());
            }
        }
        Map<String, OperatorState> earlier = new TreeMap<>();
        if (before != null) {
            before.operators().forEach(operator -> earlier.put(operator.id(), operator));
        }
        List<OperatorState> operators = new ArrayList<>();
        for (int place = 0; place < vertex.chain().size(); place++) {
            ChainedOperator operator = vertex.chain().get(place);
            String id = operator.id().hex();
            OperatorState old = earlier.get(id);
            operators.add(new OperatorState(
                    id,
                    shortName(operator.name()),
                    keeping.contains(place) || (old != null && old.keeps()),
                    committing.contains(place) || (old != null && old.commits())));
        }
        return operators;
    }

    private static String shortName(String name) {
        return name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX) + "...";
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
                if (old.ids().stream().anyMatch(ids(vertex)::contains)) {
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
                boolean same = old.operators().stream()
                        .anyMatch(operator -> operator.keeps() && ids(vertex).contains(operator.id()));
                if (same && old.maxParallelism() != vertex.maxParallelism()) {
                    return Optional.of("'" + vertex.name() + "' has a maximum parallelism of "
                            + vertex.maxParallelism() + ", in checkpoint " + manifest.checkpoint() + " it was "
                            + old.maxParallelism() + "; set it to that, by setMaxParallelism or"
                            + " pipeline.max-parallelism");
                }
            }
        }
        return Optional.empty();
    }

    /** What state a job would lose that is restored from a manifest; empty if none. */
    static Optional<String> unclaimed(Manifest manifest, JobGraph graph) {
        Set<String> present = new TreeSet<>();
        graph.vertices().forEach(vertex -> present.addAll(ids(vertex)));
        Set<String> known = new TreeSet<>();
        manifest.operators().forEach(operator -> known.add(operator.id()));
        List<String> lost = manifest.operators()
                .filter(operator -> operator.keeps() && !present.contains(operator.id()))
                .map(operator -> "'" + operator.name() + "' (" + operator.id() + ")")
                .toList();
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        List<String> added = graph.vertices().stream()
                .flatMap(vertex -> vertex.chain().stream())
                .filter(operator -> !known.contains(operator.id().hex()))
                .map(operator -> "'" + operator.name() + "' (" + operator.id().hex() + ")")
                .toList();
        return Optional.of("checkpoint " + manifest.checkpoint() + " of job " + manifest.job()
                + " has state of operators that this job has not: " + String.join(", ", lost)
                + "; operators of this job"
                + " that the checkpoint has not: " + (added.isEmpty() ? "none" : String.join(", ", added)));
    }
}
