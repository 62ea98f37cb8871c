package io.millrace.testing;

import io.millrace.client.ClusterClient;
import io.millrace.client.JobResult;
import io.millrace.client.JobStatusMessage;
import io.millrace.client.SubmittedJobs;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.local.LocalCluster;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The client of a cluster in the JVM of a test. It knows the jobs of all environments that use the cluster. Thread-safe. */
final class MiniClusterClient implements ClusterClient<String> {
    private final LocalCluster cluster;
    private final Configuration settings;
    private final SubmittedJobs jobs = new SubmittedJobs();

    MiniClusterClient(LocalCluster cluster, Configuration settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    JobClient submit(JobGraph graph, ClassLoader loader, ResultListener results) {
        return jobs.add(graph.name(), cluster.submit(graph, loader, results));
    }

    @Override
    public String getClusterId() {
        return "mini-cluster";
    }

    @Override
    public Configuration getFlinkConfiguration() {
        return new Configuration(settings);
    }

    @Override
    public void shutDownCluster() {
        cluster.close();
    }

    @Override
    public CompletableFuture<Collection<JobStatusMessage>> listJobs() {
        return jobs.list();
    }

    @Override
    public CompletableFuture<JobID> submitJob(JobGraph jobGraph) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return CompletableFuture.completedFuture(
                    submit(jobGraph, loader, ResultListener.none()).getJobID());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus(JobID jobId) {
        return jobs.ask(jobId, JobClient::getJobStatus);
    }

    @Override
    public CompletableFuture<JobResult> requestJobResult(JobID jobId) {
        return jobs.result(jobId);
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators(JobID jobID) {
        return jobs.ask(jobID, JobClient::getAccumulators);
    }

    @Override
    public CompletableFuture<Void> cancel(JobID jobId) {
        return jobs.ask(jobId, JobClient::cancel);
    }

    @Override
    public CompletableFuture<Long> triggerCheckpoint(JobID jobId) {
        return jobs.ask(jobId, job -> cluster.takeCheckpoint(jobId).thenApply(standing -> numberOf(jobId, standing)));
    }

    private static long numberOf(JobID job, CheckpointStanding standing) {
        if (standing.status() != CheckpointStatus.COMPLETED) {
            throw new IllegalStateException("no checkpoint of job " + job + " was taken: " + standing.reason());
        }
        return standing.checkpoint();
    }

    /** Nothing is held but the cluster, which goes on. */
    @Override
    public void close() {}
}
