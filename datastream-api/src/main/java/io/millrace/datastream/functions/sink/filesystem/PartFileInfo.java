package io.millrace.datastream.functions.sink.filesystem;

import java.io.IOException;

/** A part file that is being written, as a {@link RollingPolicy} sees it. */
public interface PartFileInfo<BucketID> {
    BucketID getBucketId();

    /** Processing time in milliseconds. */
    long getCreationTime();

    /** In bytes. */
    long getSize() throws IOException;

    /** Processing time in milliseconds of the last record. */
    long getLastUpdateTime();
}
