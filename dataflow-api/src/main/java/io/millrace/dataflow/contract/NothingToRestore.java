package io.millrace.dataflow.contract;

import java.util.List;
import java.util.Set;

/** Holds the one reader of a job that begins. */
enum NothingToRestore implements RestoreReader {
    NOTHING;

    @Override
    public boolean isRestored() {
        return false;
    }

    @Override
    public long checkpointId() {
        throw new IllegalStateException("The job began without a snapshot; ask isRestored() first.");
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public List<byte[]> list(String name) {
        return List.of();
    }
}
