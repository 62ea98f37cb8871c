package io.millrace.jobmanager.job;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import java.util.Optional;

/**
 * What a message to a TaskManager may hold. A job's graph travels in one, so a graph that is larger is refused when it is
 * submitted: its tasks would be waited for for ever.
 *
 * @param bytes the largest message
 * @param setting the key that says so
 */
public record MessageLimit(long bytes, String setting) {
    /** Messages stay in the process, or go nowhere. */
    public static final MessageLimit NONE = new MessageLimit(Long.MAX_VALUE, "");

    /** Address, job, and the lengths of all lists. */
    private static final long MESSAGE_BYTES = 4 * 1024;

    /** Of a task anywhere: the TaskManager that it runs on, in a packed list. */
    private static final long PLACED_BYTES = 32;

    /** Of a task to deploy: its attempt and the places of its snapshots, long names among them. */
    private static final long TASK_BYTES = 512;

    /** More tasks than that of one job are not deployed to one TaskManager. */
    private static final long DEPLOYED_MAX = 4096;

    /** What is wrong with a job; empty if its deployment fits. */
    public Optional<String> objection(JobGraph graph, long graphBytes) {
        long tasks = graph.vertices().stream().mapToLong(Vertex::parallelism).sum();
        long needed = graphBytes + MESSAGE_BYTES + tasks * PLACED_BYTES + Math.min(tasks, DEPLOYED_MAX) * TASK_BYTES;
        if (needed <= bytes) {
            return Optional.empty();
        }
        return Optional.of("the graph of '" + graph.name() + "' has " + graphBytes + " bytes, and its deployment, with "
                + tasks + " tasks, up to " + needed + ", but '" + setting + "' allows " + bytes
                + " bytes a message; raise that setting, or let the functions of the job carry less data: what they hold "
                + "in fields can be read in open(), or be a broadcast set");
    }
}
