package io.millrace.client;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a job ended. */
public final class JobResult {
    private final JobID jobId;
    private final JobStatus status;
    private final @Nullable JobExecutionResult result;
    private final @Nullable Throwable failure;

    private JobResult(JobID jobId, JobStatus status, @Nullable JobExecutionResult result, @Nullable Throwable failure) {
        this.jobId = jobId;
        this.status = status;
        this.result = result;
        this.failure = failure;
    }

    /** A job that finished. */
    static JobResult of(JobExecutionResult result) {
        return new JobResult(result.getJobID(), JobStatus.FINISHED, result, null);
    }

    /** A job that ended otherwise. */
    static JobResult of(JobID jobId, JobStatus status, Throwable failure) {
        return new JobResult(jobId, status, null, failure);
    }

    public JobID getJobId() {
        return jobId;
    }

    /** The terminal state. */
    public JobStatus getJobStatus() {
        return status;
    }

    public boolean isSuccess() {
        return failure == null;
    }

    /** Why the job did not finish; empty if it did. */
    public Optional<Throwable> getFailure() {
        return Optional.ofNullable(failure);
    }

    /** In milliseconds; 0 if the job did not finish. */
    public long getNetRuntime() {
        return result == null ? 0 : result.getNetRuntime();
    }

    /**
     * The result of a job that finished.
     *
     * @param classLoader not needed: accumulators were read when they came
     * @throws JobExecutionException if it did not finish; says why
     */
    public JobExecutionResult toJobExecutionResult(ClassLoader classLoader) throws JobExecutionException {
        if (failure instanceof JobExecutionException known) {
            throw known;
        }
        if (failure != null) {
            throw new JobExecutionException(jobId, "Job " + jobId + " ended " + status + ": " + failure, failure);
        }
        return Objects.requireNonNull(result);
    }
}
