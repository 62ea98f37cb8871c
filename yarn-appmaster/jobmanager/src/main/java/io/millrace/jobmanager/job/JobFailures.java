package io.millrace.jobmanager.job;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import java.util.List;
import java.util.Optional;

/** Failures of a job that are no task's. */
final class JobFailures {
    private JobFailures() {}

    /** The machines around have failed. */
    static Failure platform(String message) {
        return new Failure(Failure.Owner.PLATFORM, Optional.empty(), -1, message, "", Optional.empty());
    }

    /** What an earlier leader had deployed does not go on under this one. */
    static Failure successor(Epoch epoch, List<String> objections) {
        return platform("the JobManager of epoch " + epoch.number()
                + " took the job over, and what was left of it on the TaskManagers could not go on as it was: "
                + (objections.isEmpty() ? "tasks of it are lost" : String.join("; ", objections)));
    }

    /** A task failed and gave no reason. */
    static Failure silent(AttemptId attempt, String vertex) {
        return new Failure(
                Failure.Owner.INTERNAL,
                Optional.of(vertex),
                attempt.subtask(),
                "attempt " + attempt + " failed without saying why; see the TaskManager's log",
                "",
                Optional.empty());
    }

    /** The job's own actor has failed. */
    static Failure mistake(JobPhase phase, Message message, RuntimeException broken) {
        return new Failure(
                Failure.Owner.INTERNAL,
                Optional.empty(),
                -1,
                "the JobManager made a mistake in phase " + phase + " of the job while handling "
                        + message.getClass().getSimpleName() + ": " + broken
                        + "; please report it with its stack trace",
                ExceptionUtils.stringifyException(broken),
                Optional.empty());
    }
}
