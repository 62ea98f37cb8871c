package io.millrace.control.graph;

import io.millrace.dataflow.JobID;
import java.util.function.Consumer;

/** Writes nothing down: for a leader in whose process everything ends with it, so that no other ever follows. */
public final class ForgettingGraphStore implements GraphStore {
    private final Consumer<Fact> facts;

    public ForgettingGraphStore(Consumer<Fact> facts) {
        this.facts = facts;
    }

    @Override
    public boolean forgets() {
        return true;
    }

    @Override
    public void keep(JobID job, String hash, byte[] graph) {
        facts.accept(new Kept(job, ""));
    }

    @Override
    public void read(JobID job, String place) {
        facts.accept(new Failed(job, "nothing was ever kept here"));
    }

    @Override
    public void drop(JobID job, String place) {}
}
