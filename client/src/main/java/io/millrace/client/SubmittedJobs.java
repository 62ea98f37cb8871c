package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.execution.JobClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The jobs that were submitted through one client, for a {@link ClusterClient} that keeps no other list. Thread-safe. */
public final class SubmittedJobs {
    private final Map<JobID, Submitted> jobs = new LinkedHashMap<>();

    private record Submitted(String name, JobClient client, long atMs) {}

    public synchronized JobClient add(String name, JobClient client) {
        jobs.put(client.getJobID(), new Submitted(name, client, System.currentTimeMillis()));
        return client;
    }

    /** In the order of their submission. */
    public CompletableFuture<Collection<JobStatusMessage>> list() {
        List<CompletableFuture<JobStatusMessage>> asked = new ArrayList<>();
        synchronized (this) {
            jobs.forEach((id, job) -> asked.add(job.client()
                    .getJobStatus()
                    .thenApply(status -> new JobStatusMessage(id, job.name(), status, job.atMs()))));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }

    /** Asks one job; the future fails if it was not submitted through this client. */
    public <R> CompletableFuture<R> ask(JobID id, Function<JobClient, CompletableFuture<R>> question) {
        Submitted job;
        synchronized (this) {
            job = jobs.get(id);
        }
        if (job == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("Job " + id
                    + " is not known: expected one that was submitted to this cluster; listJobs() names them."));
        }
        return question.apply(job.client());
    }

    /** Done when the job has ended, however it did. */
    public CompletableFuture<JobResult> result(JobID id) {
        return ask(
                id,
                job -> job.getJobExecutionResult()
                        .thenApply(JobResult::of)
                        .exceptionallyCompose(failure -> failed(job, failure)));
    }

    private static CompletableFuture<JobResult> failed(JobClient job, Throwable failure) {
        Throwable first = failure.getCause();
        Throwable cause = failure instanceof CompletionException && first != null ? first : failure;
        return job.getJobStatus()
                .thenApply(status ->
                        JobResult.of(job.getJobID(), status.isTerminalState() ? status : JobStatus.FAILED, cause));
    }
}
