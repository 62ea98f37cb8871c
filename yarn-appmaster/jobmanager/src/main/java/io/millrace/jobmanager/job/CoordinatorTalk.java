package io.millrace.jobmanager.job;

import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Carries what tasks and their coordinators have to say to each other. What concerns a region that does not run, or an
 * attempt that is not its latest, is dropped: its coordinators are reset before it runs again.
 */
final class CoordinatorTalk {
    private final JobID job;
    private final JobRun run;
    private final RunTalk talk;
    private final CoordinatorHost coordinators;

    CoordinatorTalk(JobID job, JobRun run, RunTalk talk, CoordinatorHost coordinators) {
        this.job = job;
        this.run = run;
        this.talk = talk;
        this.coordinators = coordinators;
    }

    /** The word that an attempt runs has come. */
    void runs(TaskRun task) {
        if (listenedTo(task.id) != null) {
            coordinators.call(
                    job, new CoordinatorCall.AttemptStarted(task.id.vertex(), task.id.subtask(), task.id.attempt()));
            task.early().forEach(call -> coordinators.call(job, call));
        }
        task.early().clear();
    }

    void wantSplits(WantSplits wish, Turn turn) {
        TaskRun task = listenedTo(wish.attempt());
        if (task == null) {
            return;
        }
        if (task.isNewWish(wish.received())) {
            say(task, new CoordinatorCall.SplitRequested(task.id.vertex(), task.id.subtask(), wish.host()));
        } else {
            talk.giveSplitsAgain(task, wish.received(), turn);
        }
    }

    void operatorSays(OperatorSays said) {
        TaskRun task = listenedTo(said.attempt());
        if (task != null) {
            say(task, new CoordinatorCall.Said(task.id.vertex(), said.operator(), task.id.subtask(), said.message()));
        }
    }

    private @Nullable TaskRun listenedTo(AttemptId attempt) {
        TaskRun task = run.task(attempt);
        return task != null && run.regionOf(task).state() == RegionState.RUNNING ? task : null;
    }

    /** Coordinators hear that an attempt runs before anything else from it. */
    private void say(TaskRun task, CoordinatorCall call) {
        if (task.state() == TaskState.DEPLOYING) {
            task.early().add(call);
        } else {
            coordinators.call(job, call);
        }
    }

    void giveSplits(CoordinatorHost.SplitsGiven fact, Turn turn) {
        TaskRun task = run.running(fact.vertex(), fact.subtask());
        if (task != null) {
            talk.giveSplits(task, fact.splits(), fact.noMore(), turn);
        }
    }

    void tell(CoordinatorHost.Told fact, Turn turn) {
        TaskRun task = run.running(fact.vertex(), fact.subtask());
        if (task != null) {
            talk.tell(task, fact.operator(), fact.message(), turn);
        }
    }
}
