package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import java.util.Objects;

/** A job in the list of a {@link ClusterClient}. */
public final class JobStatusMessage {
    private final JobID jobId;
    private final String jobName;
    private final JobStatus jobState;
    private final long startTime;

    /** @param startTime when it was submitted, milliseconds since the epoch */
    public JobStatusMessage(JobID jobId, String jobName, JobStatus jobState, long startTime) {
        this.jobId = Objects.requireNonNull(jobId, "jobId");
        this.jobName = Objects.requireNonNull(jobName, "jobName");
        this.jobState = Objects.requireNonNull(jobState, "jobState");
        this.startTime = startTime;
    }

    public JobID getJobId() {
        return jobId;
    }

    public String getJobName() {
        return jobName;
    }

    public JobStatus getJobState() {
        return jobState;
    }

    public long getStartTime() {
        return startTime;
    }

    @Override
    public String toString() {
        return jobName + " (" + jobId + "): " + jobState;
    }
}
