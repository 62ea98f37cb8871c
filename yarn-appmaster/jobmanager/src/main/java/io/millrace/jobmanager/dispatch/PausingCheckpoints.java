package io.millrace.jobmanager.dispatch;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checkpoint store that commits nothing while it is not known whether this leader still leads; all else goes on. */
final class PausingCheckpoints implements CheckpointStore {
    private final CheckpointStore store;
    private final List<Runnable> held = new ArrayList<>();
    private boolean suspended;

    PausingCheckpoints(CheckpointStore store) {
        this.store = store;
    }

    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** In the order of the calls: what follows a commit that waits, and may delete, waits too. */
    private void inOrder(boolean commits, Runnable call) {
        if (suspended && (commits || !held.isEmpty())) {
            held.add(call);
        } else {
            call.run();
        }
    }

    @Override
    public void open(JobID job, Optional<String> directory, Epoch epoch) {
        inOrder(false, () -> store.open(job, directory, epoch));
    }

    @Override
    public void prepare(JobID job, long checkpoint) {
        inOrder(false, () -> store.prepare(job, checkpoint));
    }

    @Override
    public void commit(Manifest manifest) {
        inOrder(true, () -> store.commit(manifest));
    }

    @Override
    public void retain(JobID job, List<Long> checkpoints) {
        inOrder(false, () -> store.retain(job, checkpoints));
    }

    @Override
    public void find(JobID job, boolean thorough) {
        inOrder(false, () -> store.find(job, thorough));
    }

    @Override
    public void read(JobID job, String place, boolean thorough) {
        inOrder(false, () -> store.read(job, place, thorough));
    }

    @Override
    public void close(JobID job, boolean keep) {
        inOrder(true, () -> store.close(job, keep));
    }
}
