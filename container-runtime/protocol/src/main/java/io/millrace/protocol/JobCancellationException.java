package io.millrace.protocol;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobID;

/** A job ended because somebody cancelled it. */
public final class JobCancellationException extends JobExecutionException {
    private static final long serialVersionUID = 1L;

    public JobCancellationException(JobID job, String jobName) {
        super(job, "Job '" + jobName + "' was cancelled");
    }
}
