package io.millrace.dataflow.contract;

import java.util.List;
import java.util.Set;

/** What a snapshot has of an operator, besides its keyed state. */
public interface RestoreReader {
    /** False if the job begins, or the snapshot does not have this operator: then there are no lists. */
    boolean isRestored();

    /**
     * The checkpoint that the job goes on from.
     *
     * @throws IllegalStateException if it begins
     */
    long checkpointId();

    /**
     * How far event time had come for all the subtasks whose place this one takes: what was late to one of them by this watermark
     * is late. {@link Long#MIN_VALUE} if it had not come anywhere. The task tells it to the operator once more.
     */
    default long watermark() {
        return Long.MIN_VALUE;
    }

    /** The names of the lists that there are. */
    Set<String> names();

    /** The elements that this subtask gets, as {@link SnapshotWriter.Redistribution} says; empty if there is no such list. */
    List<byte[]> list(String name);

    /** What an operator restores from when the job begins. */
    static RestoreReader nothing() {
        return NothingToRestore.NOTHING;
    }
}
