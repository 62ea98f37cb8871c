package io.millrace.datastream.functions.sink.filesystem;

import java.io.IOException;
import java.io.Serializable;

/** Says when a part file ends, so that the next record begins another. */
public interface RollingPolicy<IN, BucketID> extends Serializable {
    /** Asked at each checkpoint. */
    boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException;

    /** Asked before {@code element} is written. */
    boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    /** Asked at each check of the buckets. */
    boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) throws IOException;
}
