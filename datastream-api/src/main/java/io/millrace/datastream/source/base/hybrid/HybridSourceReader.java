package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.io.InputStatus;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.source.ReaderOutput;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import io.millrace.datastream.source.SourceSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads the source that the enumerator says, by that source's own reader, until it says another.
 *
 * <p>Splits may come before the word that leads to their source, and after the word that there are no more: they wait, and so
 * does that word.
 */
final class HybridSourceReader<T> implements SourceReader<T, HybridSourceSplit> {
    private static final int NONE = -1;

    // What it was told.
    private final SourceReaderContext context;

    // What it knows.
    private boolean started;
    private int index = NONE;
    private boolean isLast;
    private boolean finished;
    private int splitsExpected = NONE;

    /** By source, how many splits were given since the start; those of a checkpoint do not count. */
    private final Map<Integer, Integer> splitsGiven = new HashMap<>();

    // What it holds.
    private final List<HybridSourceSplit> waiting = new ArrayList<>();
    private @Nullable Part<T, ?> part;
    private CompletableFuture<Void> turned = new CompletableFuture<>();

    /** A source and its reader. */
    private record Part<T, S extends SourceSplit>(Source<T, S, ?> source, SourceReader<T, S> reader) {
        void add(List<HybridSourceSplit> splits) throws IOException {
            List<S> own = new ArrayList<>();
            for (HybridSourceSplit split : splits) {
                own.add(split.of(source));
            }
            reader.addSplits(own);
        }

        List<HybridSourceSplit> snapshot(int index, long checkpoint) throws IOException {
            List<HybridSourceSplit> splits = new ArrayList<>();
            for (S split : reader.snapshotState(checkpoint)) {
                splits.add(HybridSourceSplit.of(index, split, source));
            }
            return splits;
        }
    }

    HybridSourceReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        started = true;
        context.sendSourceEventToCoordinator(new HybridEvent.Ready(context.getLocalHostName()));
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        Part<T, ?> current = part;
        if (current == null || finished) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = current.reader.pollNext(output);
        if (status != InputStatus.END_OF_INPUT || isLast) {
            return status;
        }
        finished = true;
        context.sendSourceEventToCoordinator(new HybridEvent.Finished(index));
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        Part<T, ?> current = part;
        return current == null || finished ? turned : current.reader.isAvailable();
    }

    @Override
    public void addSplits(List<HybridSourceSplit> splits) {
        waiting.addAll(splits);
        if (started) {
            splits.forEach(split -> splitsGiven.merge(split.sourceIndex(), 1, Integer::sum));
        }
        handOn();
    }

    /** What the current source's reader may have now. */
    private void handOn() {
        Part<T, ?> current = part;
        if (current == null) {
            return;
        }
        List<HybridSourceSplit> due =
                waiting.stream().filter(split -> split.sourceIndex() == index).toList();
        waiting.removeIf(split -> split.sourceIndex() == index);
        try {
            if (!due.isEmpty()) {
                current.add(due);
            }
        } catch (IOException e) {
            throw new FlinkRuntimeException("A split of source " + index + " (from 0) cannot be read: " + due, e);
        }
        if (splitsExpected != NONE && splitsGiven.getOrDefault(index, 0) >= splitsExpected) {
            splitsExpected = NONE;
            current.reader.notifyNoMoreSplits();
        }
    }

    /** The engine's word for the last source; {@link HybridEvent.NoMoreSplits} says the same with the number of splits. */
    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void handleSourceEvents(SourceEvent sourceEvent) {
        Part<T, ?> current = part;
        if (sourceEvent instanceof HybridEvent.Switch next && next.index() > index) {
            turnTo(next);
        } else if (sourceEvent instanceof HybridEvent.NoMoreSplits none && none.index() == index) {
            splitsExpected = none.given();
            handOn();
        } else if (sourceEvent instanceof HybridEvent.Inner inner && inner.index() == index && current != null) {
            current.reader.handleSourceEvents(inner.event());
        }
    }

    @SuppressWarnings("unchecked")
    private void turnTo(HybridEvent.Switch next) {
        try {
            close();
            index = next.index();
            isLast = next.isLast();
            finished = false;
            splitsExpected = NONE;
            part = made((Source<T, ?, ?>) next.source());
            handOn();
            part.reader.start();
        } catch (Exception e) {
            throw new FlinkRuntimeException(
                    "The reader of source " + index + " (from 0) of a hybrid source cannot be made: " + e.getMessage(),
                    e);
        }
        turned.complete(null);
        turned = new CompletableFuture<>();
    }

    private <S extends SourceSplit> Part<T, S> made(Source<T, S, ?> source) throws Exception {
        return new Part<>(source, source.createReader(new InnerReaderContext(context, index)));
    }

    @Override
    public List<HybridSourceSplit> snapshotState(long checkpointId) {
        List<HybridSourceSplit> splits = new ArrayList<>(waiting);
        try {
            if (part != null) {
                splits.addAll(part.snapshot(index, checkpointId));
            }
        } catch (IOException e) {
            throw new FlinkRuntimeException("A split of source " + index + " (from 0) cannot be serialized", e);
        }
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        if (part != null) {
            part.reader.notifyCheckpointComplete(checkpointId);
        }
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        if (part != null) {
            part.reader.notifyCheckpointAborted(checkpointId);
        }
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        if (part != null) {
            part.reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
        }
    }

    @Override
    public void close() throws Exception {
        Part<T, ?> ending = part;
        part = null;
        if (ending != null) {
            ending.reader.close();
        }
    }
}
