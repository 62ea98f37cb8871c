package io.millrace.protocol;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobID;

/**
 * A job failed, with the report of the failure. The message is one line; the causes are those of the user's exception, as
 * {@link ReportedException}s.
 */
public final class JobFailedException extends JobExecutionException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public JobFailedException(JobID job, String jobName, Failure failure) {
        super(
                job,
                "Job '" + jobName + "' failed" + place(failure) + ": " + failure.message(),
                ReportedException.parse(failure.stackTrace()).orElse(null));
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    /** Left out where the message names the operator itself. */
    private static String place(Failure failure) {
        return failure.operator()
                .filter(operator -> !failure.message().contains(operator))
                .map(operator -> " in operator '" + operator + "'"
                        + (failure.subtask() >= 0 ? ", subtask " + failure.subtask() : ""))
                .orElse("");
    }
}
