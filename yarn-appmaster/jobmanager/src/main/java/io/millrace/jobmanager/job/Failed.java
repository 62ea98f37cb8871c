package io.millrace.jobmanager.job;

import io.millrace.control.report.FailureReport.Attempt;
import io.millrace.control.report.FailureReport.End;
import io.millrace.control.report.FailureReport.Place;
import io.millrace.jobmanager.slot.SlotNews.TaskManagerGone;
import io.millrace.protocol.Failure;
import java.util.Optional;

/**
 * Something of a job that failed or was lost, and where that was.
 *
 * @param log the last lines of the TaskManager's log; may be empty
 */
record Failed(Failure cause, Optional<Attempt> attempt, Optional<Place> place, String log) {
    /** At the JobManager. */
    static Failed here(Failure cause) {
        return new Failed(cause, Optional.empty(), Optional.empty(), "");
    }

    /** @param vertex the name of the task's */
    static Failed task(TaskRun task, String vertex, Failure cause, String log) {
        return new Failed(
                cause,
                Optional.of(new Attempt(vertex, task.id.subtask(), task.id.attempt())),
                Optional.of(new Place(task.slot.taskManager().name(), task.slot.host(), Optional.empty())),
                log);
    }

    static Failed taskManager(TaskManagerGone gone) {
        Optional<End> end =
                gone.container().map(lost -> new End(lost.cause().name(), lost.exitStatus(), lost.diagnostics()));
        return new Failed(
                JobFailures.platform("TaskManager " + gone.taskManager() + " was lost: " + gone.reason()),
                Optional.empty(),
                Optional.of(new Place(gone.taskManager().name(), gone.host(), end)),
                "");
    }

    /** The same in other words. */
    Failed because(Failure other) {
        return new Failed(other, attempt, place, log);
    }
}
