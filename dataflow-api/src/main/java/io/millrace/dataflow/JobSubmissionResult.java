package io.millrace.dataflow;

/** What is known of a job as soon as it is accepted. */
public class JobSubmissionResult {
    private final JobID jobID;

    public JobSubmissionResult(JobID jobID) {
        this.jobID = jobID;
    }

    public JobID getJobID() {
        return jobID;
    }

    /** True if the job has ended and {@link #getJobExecutionResult} may be called. */
    public boolean isJobExecutionResult() {
        return false;
    }

    /**
     * This result, with what is known after the end.
     *
     * @throws IllegalStateException if the job was submitted without waiting for its end
     */
    public JobExecutionResult getJobExecutionResult() {
        throw new IllegalStateException(
                "Job " + jobID + " was submitted without waiting for its end, so it has no result here yet.");
    }
}
