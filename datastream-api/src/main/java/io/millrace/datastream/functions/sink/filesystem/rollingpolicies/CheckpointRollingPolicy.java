package io.millrace.datastream.functions.sink.filesystem.rollingpolicies;

import io.millrace.datastream.functions.sink.filesystem.PartFileInfo;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import java.io.IOException;

/** Ends the part file at every checkpoint, and before it when a subclass says so. */
public abstract class CheckpointRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
        return true;
    }

    @Override
    public abstract boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    @Override
    public abstract boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime)
            throws IOException;
}
