package io.millrace.taskmanager.worker;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.memory.OperatorPages;
import io.millrace.taskmanager.memory.PagePool;
import io.millrace.taskmanager.task.TaskPlan;
import io.millrace.taskmanager.vertex.VertexLoaders;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads job graphs and says what each attempt is about and where it runs. */
final class TaskPlanner {
    private final TaskManagerId self;
    private final Optional<RemoteChannels> remote;
    private final JobClassLoaders classLoaders;
    private final Optional<VertexLoaders> vertexLoaders;
    private final List<PagePool> slots;

    /**
     * @param vertexLoaders where vertices get classes of their own; empty if all share the engine's
     * @param slots the managed memory of each slot
     */
    TaskPlanner(
            TaskManagerId self,
            Optional<RemoteChannels> remote,
            JobClassLoaders classLoaders,
            Optional<VertexLoaders> vertexLoaders,
            List<PagePool> slots) {
        this.self = self;
        this.remote = remote;
        this.classLoaders = classLoaders;
        this.vertexLoaders = vertexLoaders;
        this.slots = List.copyOf(slots);
    }

    static JobGraph read(byte[] graph) throws IOException, ClassNotFoundException {
        return InstantiationUtil.deserializeObject(graph, JobGraph.class.getClassLoader());
    }

    /** The slot of a subtask: those of one sharing group are dealt out in turn. */
    int slotOf(Vertex vertex, int subtask) {
        int first = vertex.slotSharingGroup().equals(OperatorNode.DEFAULT_GROUP)
                ? 0
                : vertex.slotSharingGroup().hashCode();
        return Math.floorMod(first + subtask, slots.size());
    }

    /** What the attempt will write to blocking edges. */
    static List<PartitionId> partitionsOf(JobGraph graph, AttemptId attempt) {
        return graph.outputsOf(attempt.vertex()).stream()
                .filter(edge -> edge.mode() == ExchangeMode.BLOCKING)
                .map(edge -> new PartitionId(attempt.job(), edge.index(), attempt.subtask(), attempt.attempt()))
                .toList();
    }

    TaskPlan plan(JobID job, JobGraph graph, AttemptId attempt, Placements placements, Optional<Restore> restore) {
        Vertex vertex = graph.vertex(attempt.vertex());
        ClassLoader loader = classLoaders.of(job, graph.classpath());
        PagePool pages = slots.get(slotOf(vertex, attempt.subtask()));
        return new TaskPlan(
                attempt,
                graph,
                placements,
                restore,
                self,
                remote,
                loader,
                operatorLoaders(graph, attempt, loader),
                pages,
                operatorPages(graph, vertex, pages));
    }

    private List<ClassLoader> operatorLoaders(JobGraph graph, AttemptId attempt, ClassLoader job) {
        List<ChainedOperator> chain = graph.vertex(attempt.vertex()).chain();
        boolean own = Configuration.fromMap(graph.configuration()).get(TaskRunnerOptions.OWN_CLASSES);
        return vertexLoaders
                .filter(loaders -> own)
                .map(loaders -> loaders.of(
                        attempt.job(),
                        attempt.vertex(),
                        chain.stream().map(ChainedOperator::factory).toList(),
                        job,
                        graph.classpath().isEmpty()))
                .orElseGet(() -> Collections.nCopies(chain.size(), job));
    }

    /**
     * The shares of all operators that may sit in the slot at once, by their weights, so that each can rely on what it is told; but
     * never less than what each has in any case.
     */
    private static List<Integer> operatorPages(JobGraph graph, Vertex vertex, PagePool pages) {
        long weights = graph.vertices().stream()
                .filter(other -> other.slotSharingGroup().equals(vertex.slotSharingGroup()))
                .flatMap(other -> other.chain().stream())
                .mapToLong(ChainedOperator::memoryWeight)
                .sum();
        return vertex.chain().stream()
                .map(operator -> (long) pages.pagesMax() * operator.memoryWeight() / Math.max(1, weights))
                .map(share -> (int) Math.max(share, OperatorPages.PAGES_ALWAYS))
                .toList();
    }

    /** The word that an attempt could not be started. */
    static TaskRunner.Moved undeployable(AttemptId attempt, Throwable thrown) {
        Failure failure = new Failure(
                Failure.Owner.INTERNAL,
                Optional.empty(),
                attempt.subtask(),
                "attempt " + attempt + " could not be deployed: " + thrown,
                ExceptionUtils.stringifyException(thrown),
                Optional.empty());
        return new TaskRunner.Moved(attempt, TaskState.FAILED, Optional.of(failure), Map.of());
    }

    /** The word about an attempt that does not run here. */
    static TaskRunner.Moved canceled(AttemptId attempt) {
        return new TaskRunner.Moved(attempt, TaskState.CANCELED, Optional.empty(), Map.of());
    }
}
