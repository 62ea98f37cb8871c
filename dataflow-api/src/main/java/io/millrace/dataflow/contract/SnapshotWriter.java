package io.millrace.dataflow.contract;

import java.util.List;

/**
 * Takes what an operator has to keep for one checkpoint, besides its keyed state. Valid during {@link Operator#snapshot}.
 * The lists and arrays that it is given must not be changed afterwards.
 */
public interface SnapshotWriter {
    /** Who gets the elements of a list when the job starts again, perhaps with another parallelism. */
    enum Redistribution {
        /** Each element goes to one subtask; in order, evenly. With the same parallelism each gets back its own. */
        SPLIT,
        /** Every subtask gets the elements of all subtasks, in the order of their numbers. */
        UNION,
        /** All subtasks wrote the same: each gets the elements of one of them. */
        BROADCAST
    }

    long checkpointId();

    /** When the checkpoint was triggered, in milliseconds since the epoch, by the clock of the JobManager. */
    long timestamp();

    /** @throws IllegalStateException if the name was used before in this snapshot */
    void list(String name, List<byte[]> elements, Redistribution redistribution);
}
