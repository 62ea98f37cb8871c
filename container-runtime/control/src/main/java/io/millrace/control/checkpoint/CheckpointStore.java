package io.millrace.control.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the complete checkpoints of jobs. Methods return at once; {@link Fact}s come to the job's actor, in the order of the
 * wishes about a job. It may be slow, refuse, and lose nothing that it said was committed, unless the file system does.
 *
 * <p>What a job keeps is fenced by the epoch: once a later leader has opened the job here, an earlier one can commit nothing
 * and learns that by {@link Superseded}.
 */
public interface CheckpointStore {
    /**
     * The job's checkpoints are this leader's from now on.
     *
     * @param directory where they go ({@code execution.checkpointing.dir}); empty: where this store keeps them otherwise
     */
    void open(JobID job, Optional<String> directory, Epoch epoch);

    /** Makes the place for the files of a checkpoint: answered by {@link Prepared} or {@link Refused}. */
    void prepare(JobID job, long checkpoint);

    /** The one point at which a checkpoint becomes complete: {@link Committed} or {@link Refused}. */
    void commit(Manifest manifest);

    /**
     * Keeps these complete checkpoints, and deletes what lies there of older ones, complete or not, that they do not need. No
     * answer; what cannot be deleted is tried again next time.
     */
    void retain(JobID job, List<Long> checkpoints);

    /**
     * Looks for the newest complete checkpoint that can be restored: answered by {@link Found} or {@link Unreadable}.
     *
     * @param thorough whether every byte is read and compared with its checksum; else that all files are there with their
     *     length
     */
    void find(JobID job, boolean thorough);

    /**
     * Reads the complete checkpoint at a place that a user names, of whatever job: answered by {@link Found}, without a
     * manifest if it cannot be restored. Nothing is ever changed there.
     *
     * @param place its directory, or the {@code _metadata} in it
     * @param thorough as {@link #find}
     */
    void read(JobID job, String place, boolean thorough);

    /**
     * The job has ended here: answered by {@link Closed}, when nothing is left to be deleted, or what is left cannot be.
     *
     * @param keep whether its complete checkpoints stay
     */
    void close(JobID job, boolean keep);

    /** What became of a wish. */
    sealed interface Fact extends Message {
        JobID job();
    }

    /** The job's checkpoints are this leader's; {@code newest} is the highest number ever used for one, 0 if none was. */
    record Opened(JobID job, long newest, String directory) implements Fact {}

    /** The directory of a checkpoint is there. */
    record Prepared(JobID job, long checkpoint, String directory) implements Fact {}

    /** The checkpoint is complete and durable. */
    record Committed(JobID job, long checkpoint) implements Fact {}

    /** It could not be done; the checkpoint is not complete, or nobody will find it. 0 stands for the opening. */
    record Refused(JobID job, long checkpoint, String reason) implements Fact {}

    /**
     * The newest one that can be restored.
     *
     * @param manifest empty if there is none
     * @param passedOver those that are complete and newer, but damaged: which, and what was found
     */
    record Found(JobID job, Optional<Manifest> manifest, List<String> passedOver) implements Fact {
        public Found {
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * Whether a complete checkpoint can be restored could not be seen: the file system failed. That says nothing about the
     * checkpoint; ask again.
     */
    record Unreadable(JobID job, String reason) implements Fact {}

    /** Nothing more is done about the job's checkpoints: they are deleted, unless they are kept or could not be. */
    record Closed(JobID job) implements Fact {}

    /** Another leader has the job's checkpoints: this one must not go on with it. The last fact about the job. */
    record Superseded(JobID job, String reason) implements Fact {}
}
