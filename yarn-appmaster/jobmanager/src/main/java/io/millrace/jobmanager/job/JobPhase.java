package io.millrace.jobmanager.job;

import static io.millrace.dataflow.JobStatus.CANCELLING;
import static io.millrace.dataflow.JobStatus.CREATED;
import static io.millrace.dataflow.JobStatus.FAILING;
import static io.millrace.dataflow.JobStatus.RESTARTING;

import io.millrace.dataflow.JobStatus;
import java.util.EnumSet;
import java.util.Set;

/** The life of a job, finer than the {@link JobStatus} that users see: what it waits for. */
public enum JobPhase {
    /** Awaits that all coordinators are started; nothing is deployed. */
    STARTING_COORDINATORS(CREATED),
    /** Awaits what is left of the work of an earlier leader, and the coordinators; nothing is deployed or cancelled. */
    RECONCILING(JobStatus.RECONCILING),
    /** Awaits slots, or the word that there will be none; nothing is deployed. */
    AWAITING_SLOTS(CREATED),
    /** Awaits the end of all regions, beginning one after another; repeats what was said and lost. */
    RUNNING(JobStatus.RUNNING),
    /** All attempts have finished; awaits that the coordinators publish. */
    PUBLISHING(JobStatus.RUNNING),
    /** Awaits the end of the attempts of some regions, repeating their cancellation, to run them anew; others go on. */
    STOPPING_TO_RESTART(RESTARTING),
    /** Awaits that the coordinators of what has stopped forget what its attempts were given; other regions go on. */
    RESTARTING_COORDINATORS(RESTARTING),
    /** Awaits the end of the restart delay; other regions go on. */
    DELAYING_RESTART(RESTARTING),
    /** Awaits slots in place of lost ones, or the word that there will be none; other regions go on. */
    AWAITING_SLOTS_AGAIN(RESTARTING),
    /** Awaits the end of all attempts, repeating their cancellation, to fail. */
    STOPPING_TO_FAIL(FAILING),
    /** Awaits that the coordinators undo their output, to fail. */
    ABORTING_TO_FAIL(FAILING),
    /** Awaits the end of all attempts, repeating their cancellation, to be cancelled. */
    STOPPING_TO_CANCEL(CANCELLING),
    /** Awaits that the coordinators undo their output, to be cancelled. */
    ABORTING_TO_CANCEL(CANCELLING),
    FINISHED(JobStatus.FINISHED),
    FAILED(JobStatus.FAILED),
    CANCELED(JobStatus.CANCELED);

    private final JobStatus status;

    JobPhase(JobStatus status) {
        this.status = status;
    }

    /** What users see. */
    public JobStatus status() {
        return status;
    }

    public boolean isTerminal() {
        return status.isGloballyTerminalState();
    }

    /** True while the job has not come to its end and tasks of it may run. */
    public boolean isGoingOn() {
        return this == RUNNING || status == RESTARTING;
    }

    /** True while attempts are being stopped, for whatever follows. */
    public boolean isStopping() {
        return this == STOPPING_TO_RESTART || this == STOPPING_TO_FAIL || this == STOPPING_TO_CANCEL;
    }

    /** True once the end is decided and only its way is left. */
    public boolean isEnding() {
        return status == FAILING || status == CANCELLING || isTerminal();
    }

    public boolean mayBecome(JobPhase next) {
        return successors().contains(next);
    }

    private static Set<JobPhase> orStop(JobPhase next) {
        return EnumSet.of(next, STOPPING_TO_RESTART, STOPPING_TO_FAIL, STOPPING_TO_CANCEL);
    }

    private Set<JobPhase> successors() {
        return switch (this) {
            case STARTING_COORDINATORS -> EnumSet.of(AWAITING_SLOTS, ABORTING_TO_FAIL, ABORTING_TO_CANCEL);
            case RECONCILING ->
                EnumSet.of(
                        RUNNING,
                        STOPPING_TO_RESTART,
                        STOPPING_TO_FAIL,
                        STOPPING_TO_CANCEL,
                        ABORTING_TO_FAIL,
                        ABORTING_TO_CANCEL);
            case AWAITING_SLOTS -> EnumSet.of(RUNNING, ABORTING_TO_FAIL, ABORTING_TO_CANCEL);
            case RUNNING -> EnumSet.of(PUBLISHING, STOPPING_TO_RESTART, STOPPING_TO_FAIL, STOPPING_TO_CANCEL);
            case PUBLISHING -> EnumSet.of(FINISHED, ABORTING_TO_FAIL);
            case STOPPING_TO_RESTART -> EnumSet.of(RESTARTING_COORDINATORS, STOPPING_TO_FAIL, STOPPING_TO_CANCEL);
            case RESTARTING_COORDINATORS -> orStop(DELAYING_RESTART);
            case DELAYING_RESTART -> orStop(AWAITING_SLOTS_AGAIN);
            case AWAITING_SLOTS_AGAIN -> orStop(RUNNING);
            case STOPPING_TO_FAIL -> EnumSet.of(ABORTING_TO_FAIL);
            case STOPPING_TO_CANCEL -> EnumSet.of(ABORTING_TO_CANCEL);
            case ABORTING_TO_FAIL -> EnumSet.of(FAILED);
            case ABORTING_TO_CANCEL -> EnumSet.of(CANCELED);
            case FINISHED, FAILED, CANCELED -> EnumSet.noneOf(JobPhase.class);
        };
    }
}
