package io.millrace.jobmanager.dispatch;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint store that commits nothing while it is not known whether this leader still leads, and deletes nothing of a job
 * whose end is not written down; all else goes on.
 */
final class PausingCheckpoints implements CheckpointStore {
    private final CheckpointStore store;
    private final List<Runnable> held = new ArrayList<>();
    private final Map<JobID, Boolean> closing = new LinkedHashMap<>();
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

    /** Waits for {@link #ended}: a leader that follows before would find nothing to go on from. */
    @Override
    public void close(JobID job, boolean keep) {
        closing.put(job, keep);
    }

    /** What is left of a job that had ended under an earlier leader is deleted. */
    void clear(JobID job, Optional<String> directory, Epoch epoch) {
        inOrder(true, () -> {
            store.open(job, directory, epoch);
            store.close(job, false);
        });
    }

    /** It is written down that the job has ended. @return whether {@link Closed} is to come */
    boolean ended(JobID job) {
        Boolean keep = closing.remove(job);
        if (keep != null) {
            inOrder(true, () -> store.close(job, keep));
        }
        return keep != null;
    }
}
