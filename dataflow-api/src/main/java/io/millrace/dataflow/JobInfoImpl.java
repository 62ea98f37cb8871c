package io.millrace.dataflow;

/** A {@link JobInfo} by value. */
public record JobInfoImpl(JobID jobId, String jobName) implements JobInfo {
    @Override
    public JobID getJobId() {
        return jobId;
    }

    @Override
    public String getJobName() {
        return jobName;
    }
}
