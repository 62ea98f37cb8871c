package io.millrace.datastream.functions.sink.filesystem;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Says which bucket, a directory below the sink's path, each record is written to. */
public interface BucketAssigner<IN, BucketID> extends Serializable {
    /** The bucket; its text is the name of the directory relative to the sink's path, empty for the path itself. */
    BucketID getBucketId(IN element, Context context);

    SimpleVersionedSerializer<BucketID> getSerializer();

    /** What is known about the record. */
    interface Context {
        /** Milliseconds since the epoch. */
        long currentProcessingTime();

        /** Event time in milliseconds. */
        long currentWatermark();

        /** Event time of the record in milliseconds; null if it has none. */
        @Nullable
        Long timestamp();
    }
}
