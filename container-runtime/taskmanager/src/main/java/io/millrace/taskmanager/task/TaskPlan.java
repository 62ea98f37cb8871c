package io.millrace.taskmanager.task;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.memory.PagePool;
import java.util.Optional;

/**
 * What one attempt is about.
 *
 * @param self the TaskManager that runs it
 * @param remote carries records to and from other TaskManagers; empty if there are none
 * @param userClassLoader the job's
 * @param pages the slot's managed memory
 * @param pagesPerOperator how much of it one operator may have
 */
public record TaskPlan(
        AttemptId attempt,
        JobGraph graph,
        Placements placements,
        TaskManagerId self,
        Optional<RemoteChannels> remote,
        ClassLoader userClassLoader,
        PagePool pages,
        int pagesPerOperator) {

    public Vertex vertex() {
        return graph.vertex(attempt.vertex());
    }
}
