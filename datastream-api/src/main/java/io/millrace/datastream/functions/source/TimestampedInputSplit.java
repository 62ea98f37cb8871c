package io.millrace.datastream.functions.source;

import io.millrace.dataflow.io.InputSplit;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A split of something that has changed at a time, and how far it has been read. */
public interface TimestampedInputSplit extends InputSplit, Comparable<TimestampedInputSplit> {
    /** In milliseconds since the epoch. */
    long getModificationTime();

    /** How far the split has been read, in the words of its format; null if it was not begun. */
    void setSplitState(@Nullable Serializable state);

    @Nullable
    Serializable getSplitState();
}
