package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.dataflow.JobID;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for the checkpoint that a job can go on from. While the file system fails it asks again: what cannot be read just now
 * is not damaged, and an older one in its place would undo what sinks have committed.
 */
final class RestorePointSearch {
    private static final TimerName AGAIN = new TimerName("checkpoint-search");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Ten minutes: as long as a NameNode may take to start anew. */
    private static final int TRIES_MAX = 300;

    /** It is time to ask again. */
    record Again() implements Message {}

    private final JobID job;
    private final CheckpointStore store;
    private boolean searching;
    private boolean thorough;
    private int tries;

    RestorePointSearch(JobID job, CheckpointStore store) {
        this.job = job;
        this.store = store;
    }

    /** @param suspicious whether every byte is to be read */
    void begin(boolean suspicious) {
        searching = true;
        thorough = suspicious;
        tries = 0;
        ask();
    }

    private void ask() {
        tries++;
        store.find(job, thorough);
    }

    void again() {
        if (searching) {
            ask();
        }
    }

    /** There is an answer. @return whether it was asked for */
    boolean end(Turn turn) {
        boolean was = searching;
        searching = false;
        turn.disarm(AGAIN);
        return was;
    }

    /** @return why the job cannot go on; empty if it is asked again */
    Optional<String> unreadable(String reason, Turn turn) {
        if (!searching) {
            return Optional.empty();
        }
        if (tries < TRIES_MAX) {
            turn.arm(AGAIN, PAUSE, new Again());
            return Optional.empty();
        }
        searching = false;
        return Optional.of("the job's checkpoints could not be read, " + tries + " times in a row: " + reason
                + "; they are kept: see to the file system, then submit the job again");
    }
}
