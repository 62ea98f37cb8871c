package io.millrace.simulation;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A checkpoint store, all of whose wishes {@link CheckpointRules} hear first. */
final class WatchedCheckpointStore implements CheckpointStore {
    private final CheckpointStore store;
    private final CheckpointRules rules;
    private final Epoch leader;
    private final Consumer<String> mayCommit;

    /**
     * @param leader whose store it is
     * @param mayCommit told what is to be committed; throws if that must not be
     */
    WatchedCheckpointStore(CheckpointStore store, CheckpointRules rules, Epoch leader, Consumer<String> mayCommit) {
        this.store = store;
        this.rules = rules;
        this.leader = leader;
        this.mayCommit = mayCommit;
    }

    @Override
    public void open(JobID job, Optional<String> directory, Epoch epoch) {
        rules.opens(epoch);
        store.open(job, directory, epoch);
    }

    @Override
    public void prepare(JobID job, long checkpoint) {
        store.prepare(job, checkpoint);
    }

    @Override
    public void commit(Manifest manifest) {
        mayCommit.accept("checkpoint " + manifest.checkpoint());
        rules.wished(manifest);
        store.commit(manifest);
    }

    @Override
    public void retain(JobID job, List<Long> checkpoints) {
        rules.retained(checkpoints);
        store.retain(job, checkpoints);
    }

    @Override
    public void find(JobID job, boolean thorough) {
        rules.searches(leader, thorough);
        store.find(job, thorough);
    }

    @Override
    public void read(JobID job, String place, boolean thorough) {
        store.read(job, place, thorough);
    }

    @Override
    public void close(JobID job, boolean keep) {
        rules.closed(keep);
        store.close(job, keep);
    }
}
