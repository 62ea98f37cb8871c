package io.millrace.datastream.source.lib.util;

import io.millrace.dataflow.io.InputStatus;
import io.millrace.datastream.source.ReaderOutput;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads splits by their iterators, one after another, and asks for the next when one is done. */
public class IteratorSourceReader<E, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        implements SourceReader<E, SplitT> {
    private final SourceReaderContext context;
    private final Deque<SplitT> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable IterT iterator;
    private @Nullable SplitT current;
    private boolean noMoreSplits;

    public IteratorSourceReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<E> output) throws Exception {
        IterT reading = iterator;
        if (reading != null) {
            if (reading.hasNext()) {
                output.collect(reading.next());
                return InputStatus.MORE_AVAILABLE;
            }
            finishSplit();
        }
        SplitT next = waiting.poll();
        if (next != null) {
            current = next;
            iterator = next.getIterator();
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMoreSplits) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    private void finishSplit() {
        iterator = null;
        current = null;
        if (waiting.isEmpty() && !noMoreSplits) {
            context.sendSplitRequest();
        }
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        List<SplitT> state = new ArrayList<>();
        SplitT split = current;
        IterT reading = iterator;
        if (split != null && reading != null && reading.hasNext()) {
            @SuppressWarnings("unchecked")
            SplitT rest = (SplitT) split.getUpdatedSplitForIterator(reading);
            state.add(rest);
        }
        state.addAll(waiting);
        return state;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    @SuppressWarnings("NullAway") // the value of a future of Void
    public void addSplits(List<SplitT> splits) {
        waiting.addAll(splits);
        available.complete(null);
    }

    @Override
    @SuppressWarnings("NullAway") // the value of a future of Void
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws Exception {}
}
