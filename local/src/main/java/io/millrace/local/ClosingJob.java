package io.millrace.local;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.execution.JobClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A job whose end is told when its cluster has ended too, so that a program that goes on finds no threads of it. */
final class ClosingJob implements JobClient {
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> closed = new CompletableFuture<>();

    ClosingJob(JobClient job) {
        this.job = job;
    }

    /** Returns when the job has ended and the cluster is closed. */
    void awaitEndAndClose(LocalCluster cluster) {
        JobExecutionResult result;
        try {
            result = job.getJobExecutionResult().join();
        } catch (CompletionException e) {
            cluster.close();
            Throwable cause = e.getCause();
            closed.completeExceptionally(cause == null ? e : cause);
            return;
        }
        cluster.close();
        closed.complete(result);
    }

    @Override
    public JobID getJobID() {
        return job.getJobID();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return job.getJobStatus();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return job.cancel();
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return job.getAccumulators();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return closed.copy();
    }
}
