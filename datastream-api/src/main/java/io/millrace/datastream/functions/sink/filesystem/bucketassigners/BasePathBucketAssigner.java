package io.millrace.datastream.functions.sink.filesystem.bucketassigners;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.functions.sink.filesystem.BucketAssigner;

/** All records go to the sink's path itself. */
public class BasePathBucketAssigner<T> implements BucketAssigner<T, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(T element, Context context) {
        return "";
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "BasePathBucketAssigner";
    }
}
