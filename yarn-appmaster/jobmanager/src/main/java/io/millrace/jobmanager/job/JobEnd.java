package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobStatus;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobEntry.JobEnding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings a job to its end, as a part of its turns: has the coordinators publish, or stops what runs and has them undo. What is
 * to be done is written down before it is begun, so that a leader that follows does the same: of each region that it has finished,
 * before anything is published; that the job is to be cancelled, before anybody hears so and anything is stopped; that it fails,
 * before anything is undone.
 */
final class JobEnd {
    private final JobSpec spec;
    private final JobLife life;
    private final JobPorts ports;
    private final JobCheckpoints checkpoints;
    private final List<TimerName> timers;

    private @Nullable JobRun run;
    private @Nullable RunTalk talk;
    private final Set<Address> everUsed = new TreeSet<>();
    private boolean cancellationIsBeingWritten;
    private boolean isWritten;
    private boolean aborts;

    /** @param timers none of them is of use after the end */
    JobEnd(JobSpec spec, JobLife life, JobPorts ports, JobCheckpoints checkpoints, List<TimerName> timers) {
        this.spec = spec;
        this.life = life;
        this.ports = ports;
        this.checkpoints = checkpoints;
        this.timers = List.copyOf(timers);
        this.isWritten = spec.legacy().ending().isPresent();
    }

    /** There are tasks. */
    void are(JobRun tasks, RunTalk words) {
        run = tasks;
        talk = words;
    }

    /** Something of the job may be there. */
    void uses(Address taskManager) {
        everUsed.add(taskManager);
    }

    /** Nothing is there any more. */
    void lost(Address taskManager) {
        everUsed.remove(taskManager);
    }

    /** It will have no results: what finishes now is of no use. */
    boolean isDecided() {
        return cancellationIsBeingWritten || isWritten || life.phase().isEnding();
    }

    // Publishing.

    void publishIfAllIsWritten(Turn turn) {
        if (run != null && life.is(JobPhase.RUNNING) && run.allWritten() && !isDecided()) {
            life.moveTo(JobPhase.PUBLISHING, "all tasks have finished, and that is written down", turn);
            checkpoints.stop(turn);
            call(new CoordinatorCall.Publish(run.attempts(), run.accumulators()));
        }
    }

    void published(CoordinatorHost.Published fact, Turn turn) {
        if (life.is(JobPhase.PUBLISHING)) {
            life.because(Optional.empty());
            end(JobPhase.FINISHED, "all is published", fact.accumulators(), turn);
        }
    }

    // Undoing.

    /** The job fails, from wherever it is. The first cause stays the one that is reported. */
    void fail(Failure cause, Turn turn) {
        if (spec.legacy().ending().isPresent()) {
            goOn(turn);
        } else if (!life.phase().isEnding()) {
            life.because(Optional.of(cause));
            stopOrAbort(JobPhase.STOPPING_TO_FAIL, JobPhase.ABORTING_TO_FAIL, cause.message(), turn);
        }
    }

    /** Somebody wants it to end; too late once all its tasks have finished. */
    void cancel(Turn turn) {
        if (!isDecided() && (run == null || !run.allFinished())) {
            cancellationIsBeingWritten = true;
            write(JobStatus.CANCELED, Optional.empty(), turn);
        }
    }

    private void write(JobStatus status, Optional<Failure> failure, Turn turn) {
        life.report(new JobReport.ToWrite(new JobEnding(spec.job(), status, failure)), turn);
    }

    /** It is durable. */
    void written(JobEnding entry, Turn turn) {
        isWritten = true;
        if (life.is(JobPhase.ABORTING_TO_FAIL)) {
            callAbort();
        } else if (entry.status() == JobStatus.CANCELED && !life.phase().isEnding()) {
            cancelNow("a user asked to cancel", turn);
        }
    }

    /** An earlier leader had decided it. */
    void goOn(Turn turn) {
        if (life.phase().isEnding()) {
            return;
        }
        JobEnding decided = spec.legacy().ending().orElseThrow();
        String because = "an earlier leader had decided it";
        if (decided.status() == JobStatus.CANCELED) {
            cancelNow(because, turn);
        } else {
            life.because(decided.failure());
            stopOrAbort(JobPhase.STOPPING_TO_FAIL, JobPhase.ABORTING_TO_FAIL, because, turn);
        }
    }

    private void cancelNow(String because, Turn turn) {
        life.because(Optional.empty());
        stopOrAbort(JobPhase.STOPPING_TO_CANCEL, JobPhase.ABORTING_TO_CANCEL, because, turn);
    }

    private void stopOrAbort(JobPhase stopping, JobPhase aborting, String because, Turn turn) {
        if (run == null || talk == null || life.is(JobPhase.PUBLISHING)) {
            abort(aborting, because, turn);
            return;
        }
        life.moveTo(stopping, because, turn);
        checkpoints.stop(turn);
        talk.cancel(run.tasks(task -> !task.hasEnded()), because, turn);
        stoppedIfAllEnded(turn);
    }

    void stoppedIfAllEnded(Turn turn) {
        if (run == null || !run.allEnded()) {
            return;
        }
        if (life.is(JobPhase.STOPPING_TO_FAIL)) {
            abort(JobPhase.ABORTING_TO_FAIL, "all tasks are stopped", turn);
        } else if (life.is(JobPhase.STOPPING_TO_CANCEL)) {
            abort(JobPhase.ABORTING_TO_CANCEL, "all tasks are stopped", turn);
        }
    }

    private void abort(JobPhase next, String because, Turn turn) {
        life.moveTo(next, because, turn);
        if (isWritten) {
            callAbort();
        } else {
            write(JobStatus.FAILED, life.failure(), turn);
        }
    }

    private void callAbort() {
        if (!aborts) {
            aborts = true;
            call(new CoordinatorCall.Abort());
        }
    }

    void aborted(Turn turn) {
        if (life.is(JobPhase.ABORTING_TO_FAIL)) {
            end(JobPhase.FAILED, life.failure().map(Failure::message).orElse(""), Map.of(), turn);
        } else if (life.is(JobPhase.ABORTING_TO_CANCEL)) {
            end(JobPhase.CANCELED, "all is undone", Map.of(), turn);
        }
    }

    private void end(JobPhase last, String because, Map<String, byte[]> accumulators, Turn turn) {
        timers.forEach(turn::disarm);
        checkpoints.end(last.status(), turn);
        life.report(new JobReport.Farewell(spec.job(), List.copyOf(everUsed)), turn);
        life.moveTo(last, because, accumulators, turn);
    }

    private void call(CoordinatorCall call) {
        ports.coordinators().call(spec.job(), call);
    }
}
