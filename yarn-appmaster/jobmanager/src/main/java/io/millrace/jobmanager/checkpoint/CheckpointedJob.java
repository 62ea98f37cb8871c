package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Turn;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import java.util.List;
import java.util.Optional;

/** What the {@link CheckpointCoordinator} needs of the job whose turns it shares. */
public interface CheckpointedJob {
    /** All tasks run or have finished, some run, and nothing else is decided. */
    boolean tasksRun();

    /** Why no checkpoint can be taken now: one line for who asked for one; empty if one can. */
    Optional<String> objection();

    /** What became of a checkpoint that was asked for. */
    void tell(List<String> requests, CheckpointStanding outcome, Turn turn);

    /** How many tasks run. */
    int running();

    /** Where tasks run now, each TaskManager once. */
    List<Participant> participants();

    /** The attempts of this run that have finished. */
    List<AttemptId> finished();

    /** What coordinators say from now on is said after this checkpoint. */
    void triggered(long checkpoint);

    /** This checkpoint was given up after it was triggered: what waits for it must hear that. */
    void givenUp(long checkpoint);

    /** A checkpoint is complete: the job has got further. */
    void progressed();

    /** Checkpoints fail too often: the job restarts if it may. */
    void checkpointsFail(Failure cause, Turn turn);

    /** The job cannot go on. */
    void giveUp(Failure cause, Turn turn);

    /** What the job, which is stopped, goes on from; empty: from its beginning, as no checkpoint was ever complete. */
    void foundRestorePoint(Optional<Manifest> manifest, Turn turn);
}
