package io.millrace.datastream.checkpoint;

import java.io.Serializable;
import java.util.List;

/**
 * A function whose state is a list of serialisable objects, which are shared out among the instances when the job starts
 * again. {@link CheckpointedFunction} can do more.
 */
@Deprecated
public interface ListCheckpointed<T extends Serializable> {
    /**
     * The state now, in parts that can be moved apart.
     *
     * @param timestamp when the checkpoint was triggered, in milliseconds since the epoch
     */
    List<T> snapshotState(long checkpointId, long timestamp) throws Exception;

    /** Called before {@code open}, only if there is a snapshot; an instance may get no parts. */
    void restoreState(List<T> state) throws Exception;
}
