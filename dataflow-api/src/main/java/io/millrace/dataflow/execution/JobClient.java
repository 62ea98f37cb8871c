package io.millrace.dataflow.execution;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A job that has been submitted. Futures fail if the job or its cluster cannot be reached. Thread-safe. */
public interface JobClient {
    JobID getJobID();

    CompletableFuture<JobStatus> getJobStatus();

    /** Done when the request has arrived; the job ends later. Cancelling a job that has ended does nothing. */
    CompletableFuture<Void> cancel();

    /** What the accumulators came to so far, by name. */
    CompletableFuture<Map<String, Object>> getAccumulators();

    /** Done when the job has ended; fails with {@code JobExecutionException} if it did not finish. */
    CompletableFuture<JobExecutionResult> getJobExecutionResult();
}
