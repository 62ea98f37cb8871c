package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.graph.JobGraph;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The way to a running cluster: submits jobs, asks how they stand, cancels them. A job that the cluster does not know makes
 * futures fail with an {@link IllegalArgumentException} that names it. Thread-safe.
 *
 * @param <T> what names the cluster
 */
public interface ClusterClient<T> extends AutoCloseable {
    T getClusterId();

    /** A copy of the cluster's settings. */
    Configuration getFlinkConfiguration();

    /** Cancels the jobs that run and ends the cluster; returns when it has ended. */
    void shutDownCluster();

    /** All jobs that were submitted to the cluster, in the order of their submission, those that have ended included. */
    CompletableFuture<Collection<JobStatusMessage>> listJobs() throws Exception;

    /** Done when the job was accepted; the classes are those of the calling thread's context class loader. */
    CompletableFuture<JobID> submitJob(JobGraph jobGraph);

    CompletableFuture<JobStatus> getJobStatus(JobID jobId);

    /** Done when the job has ended, however it did. */
    CompletableFuture<JobResult> requestJobResult(JobID jobId);

    /** What the accumulators came to, by name; empty before the job has finished. */
    CompletableFuture<Map<String, Object>> getAccumulators(JobID jobID);

    /** Done when the request has arrived; the job ends later. Cancelling a job that has ended does nothing. */
    CompletableFuture<Void> cancel(JobID jobId);

    /**
     * Takes a checkpoint of a running job beside those that it takes by itself.
     *
     * @return its number, when it is complete; fails if it was not completed
     */
    CompletableFuture<Long> triggerCheckpoint(JobID jobId);

    /** Gives up the way to the cluster; the cluster goes on. */
    @Override
    void close();
}
