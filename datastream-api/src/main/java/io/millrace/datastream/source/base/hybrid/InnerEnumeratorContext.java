package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.metrics.groups.SplitEnumeratorMetricGroup;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.source.ReaderInfo;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.SplitEnumeratorContext;
import io.millrace.datastream.source.SplitsAssignment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** What the enumerator of one of the sources is offered, until another source has its turn. */
final class InnerEnumeratorContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
    private final SplitEnumeratorContext<HybridSourceSplit> context;
    private final int index;
    private final boolean isLast;
    private final Source<?, S, ?> source;
    private final Map<Integer, ReaderInfo> readers;
    private final Map<Integer, Integer> given = new HashMap<>();
    private boolean closed;

    /** @param readers those that have the source, as they come */
    InnerEnumeratorContext(
            SplitEnumeratorContext<HybridSourceSplit> context,
            int index,
            boolean isLast,
            Source<?, S, ?> source,
            Map<Integer, ReaderInfo> readers) {
        this.context = context;
        this.index = index;
        this.isLast = isLast;
        this.source = source;
        this.readers = readers;
    }

    /** What it asked for before, and is answered from now on, is not told any more. */
    void close() {
        closed = true;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return context.metricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        context.sendEventToSourceReader(subtaskId, new HybridEvent.Inner(index, event));
    }

    @Override
    public int currentParallelism() {
        return context.currentParallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Collections.unmodifiableMap(readers);
    }

    @Override
    public void assignSplits(SplitsAssignment<S> newSplitAssignments) {
        Map<Integer, List<HybridSourceSplit>> all = new HashMap<>();
        newSplitAssignments.assignment().forEach((subtask, splits) -> {
            if (!readers.containsKey(subtask)) {
                throw new IllegalArgumentException("Cannot assign splits " + splits + " to subtask " + subtask
                        + " because it has not begun to read the source; those that have are " + readers.keySet());
            }
            List<HybridSourceSplit> wrapped = new ArrayList<>(splits.size());
            splits.forEach(split -> wrapped.add(wrapped(split)));
            given.merge(subtask, splits.size(), Integer::sum);
            all.put(subtask, wrapped);
        });
        context.assignSplits(new SplitsAssignment<>(all));
    }

    private HybridSourceSplit wrapped(S split) {
        try {
            return HybridSourceSplit.of(index, split, source);
        } catch (IOException e) {
            throw new FlinkRuntimeException(
                    "Split " + split.splitId() + " of source " + index + " cannot be serialized", e);
        }
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        context.sendEventToSourceReader(subtask, new HybridEvent.NoMoreSplits(index, given.getOrDefault(subtask, 0)));
        if (isLast) {
            context.signalNoMoreSplits(subtask);
        }
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        context.callAsync(callable, whileOpen(handler));
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
        context.callAsync(callable, whileOpen(handler), initialDelayMillis, periodMillis);
    }

    private <T> BiConsumer<T, Throwable> whileOpen(BiConsumer<T, Throwable> handler) {
        return (result, failure) -> {
            if (!closed) {
                handler.accept(result, failure);
            }
        };
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        context.runInCoordinatorThread(() -> {
            if (!closed) {
                runnable.run();
            }
        });
    }
}
