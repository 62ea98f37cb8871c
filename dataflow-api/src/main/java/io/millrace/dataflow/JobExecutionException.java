package io.millrace.dataflow;

import io.millrace.dataflow.util.FlinkException;
import org.jspecify.annotations.Nullable;

/** A job failed; the cause chain holds the first failure. */
public class JobExecutionException extends FlinkException {
    private static final long serialVersionUID = 1L;

    private final JobID jobID;

    public JobExecutionException(JobID jobID, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.jobID = jobID;
    }

    public JobExecutionException(JobID jobID, String message) {
        super(message);
        this.jobID = jobID;
    }

    public JobExecutionException(JobID jobID, Throwable cause) {
        super(cause);
        this.jobID = jobID;
    }

    public JobID getJobID() {
        return jobID;
    }
}
