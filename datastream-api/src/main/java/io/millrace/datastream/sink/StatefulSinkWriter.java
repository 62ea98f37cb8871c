package io.millrace.datastream.sink;

import java.io.IOException;
import java.util.List;

/** A writer that keeps something in checkpoints. */
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {
    /** What a writer that goes on from this checkpoint needs; called after {@code flush} and {@code prepareCommit}. */
    List<WriterStateT> snapshotState(long checkpointId) throws IOException;
}
