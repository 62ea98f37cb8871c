package io.millrace.jobmanager.job;

import io.millrace.control.Message;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.Failure;
import java.util.Optional;

/** Words for the failures that a job finds out by itself. */
final class JobFailures {
    private JobFailures() {}

    static Failure lost(TaskRun task) {
        return platform("attempt " + task.id + " was cancelled by its TaskManager " + task.slot.taskManager()
                + ", which ends or lost the JobManager");
    }

    static Failure platform(String message) {
        return new Failure(Failure.Owner.PLATFORM, Optional.empty(), -1, message, "", Optional.empty());
    }

    static Failure withoutReason(TaskRun task, String vertex) {
        return new Failure(
                Failure.Owner.INTERNAL,
                Optional.of(vertex),
                task.id.subtask(),
                "attempt " + task.id + " failed without saying why; see the TaskManager's log",
                "",
                Optional.empty());
    }

    static Failure mistake(RuntimeException broken, JobPhase phase, Message message) {
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
