package io.millrace.dataflow.io;

import java.io.IOException;
import java.io.Serializable;

/** An input format that can go on reading a split where it was. */
public interface CheckpointableInputFormat<S extends InputSplit, T extends Serializable> {
    /** Where the format is in its split; asked between two records. */
    T getCurrentState() throws IOException;

    /** In the place of {@code open}: the next record is the one that was next when {@code state} was asked for. */
    void reopen(S split, T state) throws IOException;
}
