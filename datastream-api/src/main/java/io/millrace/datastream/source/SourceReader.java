package io.millrace.datastream.source;

import io.millrace.dataflow.io.InputStatus;
import io.millrace.dataflow.state.CheckpointListener;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads splits in a task. The task's thread calls all methods; none may block. */
public interface SourceReader<T, SplitT extends SourceSplit> extends AutoCloseable, CheckpointListener {
    /** Called once, first. */
    void start();

    /** Emits one record or a few, if there are any now. */
    InputStatus pollNext(ReaderOutput<T> output) throws Exception;

    /** The splits as far as they are not read. */
    List<SplitT> snapshotState(long checkpointId);

    /** Done when {@link #pollNext} is worth calling again; asked for after it said that nothing is available. */
    CompletableFuture<Void> isAvailable();

    void addSplits(List<SplitT> splits);

    void notifyNoMoreSplits();

    /** A message from the enumerator. */
    default void handleSourceEvents(SourceEvent sourceEvent) {}

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    /** For watermark alignment: stop some splits, go on with others. */
    default void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        throw new UnsupportedOperationException(getClass().getName()
                + " cannot pause single splits; set pipeline.watermark-alignment.allow-unaligned-source-splits=true");
    }
}
