package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import java.util.Collection;
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
    private final TreeMap<Long, List<Address>> givenUp = new TreeMap<>();

    AbortNews(Epoch epoch, JobID job) {
        this.epoch = epoch;
        this.job = job;
    }

    void say(PendingCheckpoint one, Turn turn) {
        add(one.id, one.asked(), turn);
    }

    /** Those of an earlier leader, behind the newest complete one, that may be under way. */
    void inherit(long complete, long begun, Collection<Participant> participants, Turn turn) {
        for (long one = Math.max(complete + 1, begun - REPEATED_MAX + 1); one <= begun; one++) {
            add(one, participants, turn);
        }
    }

    private void add(long checkpoint, Collection<Participant> to, Turn turn) {
        givenUp.put(checkpoint, to.stream().map(Participant::address).toList());
        say(checkpoint, turn);
        if (givenUp.size() > REPEATED_MAX) {
            givenUp.pollFirstEntry();
        }
    }

    private void say(long checkpoint, Turn turn) {
        givenUp.getOrDefault(checkpoint, List.of())
                .forEach(address -> turn.send(address, new CheckpointAborted(epoch, job, checkpoint)));
    }

    void repeat(Turn turn) {
        givenUp.keySet().forEach(checkpoint -> say(checkpoint, turn));
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
