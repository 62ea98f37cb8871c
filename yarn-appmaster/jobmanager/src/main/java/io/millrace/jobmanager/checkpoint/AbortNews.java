package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import java.util.List;
import java.util.TreeMap;

/**
 * Tells TaskManagers which checkpoints were given up, again and again until a later one is complete: a task that missed it
 * would leave channels alone for a barrier that never comes, and the next checkpoint may be far away.
 */
final class AbortNews {
    /** More are never of use: the barriers of later checkpoints end the alignment of earlier ones. */
    private static final int REPEATED_MAX = 8;

    private final Epoch epoch;
    private final JobID job;
    private final TreeMap<Long, PendingCheckpoint> givenUp = new TreeMap<>();

    AbortNews(Epoch epoch, JobID job) {
        this.epoch = epoch;
        this.job = job;
    }

    void say(PendingCheckpoint one, Turn turn) {
        one.asked()
                .forEach(asked -> turn.send(asked.taskManager().address(), new CheckpointAborted(epoch, job, one.id)));
        givenUp.put(one.id, one);
        if (givenUp.size() > REPEATED_MAX) {
            givenUp.pollFirstEntry();
        }
    }

    void repeat(Turn turn) {
        List.copyOf(givenUp.values()).forEach(one -> say(one, turn));
    }

    /** Nobody waits any more for those before it. */
    void completed(long checkpoint) {
        givenUp.headMap(checkpoint).clear();
    }

    /** The tasks that may wait are stopped. */
    void clear() {
        givenUp.clear();
    }
}
