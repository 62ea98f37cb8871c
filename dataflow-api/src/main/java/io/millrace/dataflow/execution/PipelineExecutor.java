package io.millrace.dataflow.execution;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.graph.JobGraph;

/** Submits job graphs to one kind of cluster: the JVM itself, or YARN. Thread-safe. */
@FunctionalInterface
public interface PipelineExecutor {
    /**
     * Submits a job and returns when it was accepted; the job's end is {@link JobClient#getJobExecutionResult}.
     *
     * @param configuration settings of the environment, on top of the executor's own; the graph holds the same
     * @param userClassLoader finds the classes that the graph's serialised parts name
     * @param results hears what the job's coordinators say to the client, see {@link ResultListener}
     * @throws Exception if the job was not accepted; says why in words for the user
     */
    JobClient execute(JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results)
            throws Exception;
}
