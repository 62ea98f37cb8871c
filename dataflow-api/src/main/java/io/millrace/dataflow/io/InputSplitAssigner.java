package io.millrace.dataflow.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives out splits to those who ask. Called by one thread at a time. */
public interface InputSplitAssigner {
    /** The next split for the machine {@code host} (null if it is not known); null if none is left. */
    @Nullable
    InputSplit getNextInputSplit(@Nullable String host, int taskId);

    /** Takes back splits of a task that failed, to be given out again. */
    void returnInputSplit(List<InputSplit> splits, int taskId);
}
