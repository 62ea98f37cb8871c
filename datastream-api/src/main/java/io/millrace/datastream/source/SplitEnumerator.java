package io.millrace.datastream.source;

import io.millrace.dataflow.state.CheckpointListener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the splits of a source and gives them to readers. Called by one thread beside the JobManager. */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT> extends AutoCloseable, CheckpointListener {
    /** Called once, before any reader is known. */
    void start();

    /** @param requesterHostname where the reader runs, for local splits; null if unknown */
    void handleSplitRequest(int subtaskId, @Nullable String requesterHostname);

    /** Splits that a failed reader had and nobody finished. */
    void addSplitsBack(List<SplitT> splits, int subtaskId);

    /** The reader of a subtask runs; splits may be given to it from now on. */
    void addReader(int subtaskId);

    CheckpointT snapshotState(long checkpointId) throws Exception;

    @Override
    void close() throws IOException;

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    /** A message from the reader of a subtask. */
    default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {}
}
