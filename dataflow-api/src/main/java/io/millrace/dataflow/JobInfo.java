package io.millrace.dataflow;

/** The job that a task belongs to. */
public interface JobInfo {
    JobID getJobId();

    String getJobName();
}
