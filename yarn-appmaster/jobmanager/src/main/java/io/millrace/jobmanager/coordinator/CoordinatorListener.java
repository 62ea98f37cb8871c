package io.millrace.jobmanager.coordinator;

import io.millrace.control.Turn;

/** What a job does about the facts of its coordinators. */
public interface CoordinatorListener {
    void coordinatorsStarted(CoordinatorHost.Started fact, Turn turn);

    /** A word to tasks, or how those stand who said it. */
    void word(CoordinatorHost.Fact fact, Turn turn);

    void clientTold(CoordinatorHost.ClientTold fact, Turn turn);

    void progressed(CoordinatorHost.Progressed fact, Turn turn);

    void coordinatorsRestarted(CoordinatorHost.Restarted fact, Turn turn);

    void coordinatorsSnapshotted(CoordinatorHost.Snapshotted fact, Turn turn);

    void concluded(CoordinatorHost.Concluded fact, Turn turn);

    void published(CoordinatorHost.Published fact, Turn turn);

    void aborted(CoordinatorHost.Aborted fact, Turn turn);

    void coordinatorFailed(CoordinatorHost.Failed fact, Turn turn);
}
