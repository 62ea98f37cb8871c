package io.millrace.taskmanager.task;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.memory.PagePool;
import java.util.List;
import java.util.Optional;

/**
 * What one attempt is about.
 *
 * @param restore what it begins with; empty if with nothing
 * @param self the TaskManager that runs it
 * @param remote carries records to and from other TaskManagers; empty if there are none
 * @param userClassLoader the job's
 * @param operatorClassLoaders for each operator of the chain the one that defines the classes which it has as its own; {@code
 *     userClassLoader} if it has none
 * @param pages the slot's managed memory
 * @param operatorPages how many pages of it each operator of the chain may have
 */
public record TaskPlan(
        AttemptId attempt,
        JobGraph graph,
        Placements placements,
        Optional<Restore> restore,
        TaskManagerId self,
        Optional<RemoteChannels> remote,
        ClassLoader userClassLoader,
        List<ClassLoader> operatorClassLoaders,
        PagePool pages,
        List<Integer> operatorPages) {
    public TaskPlan {
        operatorClassLoaders = List.copyOf(operatorClassLoaders);
        operatorPages = List.copyOf(operatorPages);
    }

    public Vertex vertex() {
        return graph.vertex(attempt.vertex());
    }
}
