package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.runtime.SplitCodec;
import io.millrace.datastream.source.ReaderInfo;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leads all readers from source to source.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>A reader that says that it is ready is told the source of the moment, and is from then on a reader of that source's own
 *       enumerator.
 *   <li>What the source's enumerator and its readers tell each other passes through; what is of an earlier source is dropped.
 *   <li>When all readers have finished a source, the next one is made, and all readers are told.
 * </ol>
 * After a failure this enumerator and all readers begin at the same checkpoint, so no reader is at another source than this.
 */
final class HybridSourceEnumerator implements SplitEnumerator<HybridSourceSplit, HybridSourceEnumeratorState> {
    // What it was told.
    private final SplitEnumeratorContext<HybridSourceSplit> context;
    private final List<HybridSource.Entry> sources;
    private final @Nullable HybridSourceEnumeratorState restored;

    // What it knows.
    private int index;
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private final Set<Integer> finished = new HashSet<>();

    // What it holds.
    private @Nullable Part<?, ?> part;

    /** A source, its enumerator, and what that one is offered. */
    private record Part<S extends SourceSplit, C>(
            Source<?, S, C> source, SplitEnumerator<S, C> enumerator, InnerEnumeratorContext<S> offer) {
        void addBack(List<HybridSourceSplit> splits, int subtask) throws IOException {
            List<S> own = new ArrayList<>();
            for (HybridSourceSplit split : splits) {
                own.add(split.of(source));
            }
            enumerator.addSplitsBack(own, subtask);
        }

        byte[] snapshot(long checkpoint) throws Exception {
            return new SplitCodec<>(source.getEnumeratorCheckpointSerializer())
                    .encode(enumerator.snapshotState(checkpoint));
        }

        void close() throws IOException {
            offer.close();
            enumerator.close();
        }
    }

    HybridSourceEnumerator(
            SplitEnumeratorContext<HybridSourceSplit> context,
            List<HybridSource.Entry> sources,
            @Nullable HybridSourceEnumeratorState restored) {
        this.context = context;
        this.sources = sources;
        this.restored = restored;
    }

    @Override
    public void start() {
        try {
            if (restored == null) {
                begin(made(null), null);
            } else {
                index = restored.sourceIndex();
                ClassLoader loader = Thread.currentThread().getContextClassLoader();
                begin(InstantiationUtil.deserializeObject(restored.source(), loader), restored.enumerator());
            }
        } catch (Exception e) {
            throw failed(e);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked", "NullAway"}) // the first source has none before it
    private Source<?, ?, ?> made(@Nullable SplitEnumerator<?, ?> previous) {
        HybridSource.SourceFactory factory = sources.get(index).factory();
        return factory.create(() -> previous);
    }

    private <S extends SourceSplit, C> void begin(Source<?, S, C> source, byte @Nullable [] state) throws Exception {
        InnerEnumeratorContext<S> offer =
                new InnerEnumeratorContext<>(context, index, index == sources.size() - 1, source, readers);
        SplitEnumerator<S, C> enumerator = state == null
                ? source.createEnumerator(offer)
                : source.restoreEnumerator(
                        offer, new SplitCodec<>(source.getEnumeratorCheckpointSerializer()).decode(state));
        part = new Part<>(source, enumerator, offer);
        enumerator.start();
    }

    private Part<?, ?> part() {
        return Objects.requireNonNull(part, "the enumerator was not started");
    }

    private FlinkRuntimeException failed(Exception e) {
        return new FlinkRuntimeException(
                "Source " + index + " (from 0) of a hybrid source failed: " + e.getMessage(), e);
    }

    /** It will say so itself when it is ready for a source. */
    @Override
    public void addReader(int subtaskId) {
        readers.remove(subtaskId);
    }

    /** Readers ask by {@link HybridEvent.SplitWanted}. */
    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {}

    @Override
    public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
        if (sourceEvent instanceof HybridEvent.Ready ready) {
            join(new ReaderInfo(subtaskId, ready.host()));
        } else if (sourceEvent instanceof HybridEvent.SplitWanted wanted && wanted.index() == index) {
            ReaderInfo reader = readers.get(subtaskId);
            if (reader != null) {
                part().enumerator.handleSplitRequest(subtaskId, reader.getLocation());
            }
        } else if (sourceEvent instanceof HybridEvent.Inner inner && inner.index() == index) {
            part().enumerator.handleSourceEvent(subtaskId, inner.event());
        } else if (sourceEvent instanceof HybridEvent.Finished ended && ended.index() == index) {
            finished.add(subtaskId);
            if (finished.size() == context.currentParallelism()) {
                next();
            }
        }
    }

    private void join(ReaderInfo reader) {
        readers.put(reader.getSubtaskId(), reader);
        context.sendEventToSourceReader(
                reader.getSubtaskId(), new HybridEvent.Switch(index, part().source, index == sources.size() - 1));
        part().enumerator.addReader(reader.getSubtaskId());
    }

    private void next() {
        Part<?, ?> previous = part();
        List<ReaderInfo> all = List.copyOf(readers.values());
        finished.clear();
        readers.clear();
        index++;
        try {
            Source<?, ?, ?> source = made(previous.enumerator);
            previous.close();
            begin(source, null);
        } catch (Exception e) {
            throw failed(e);
        }
        all.forEach(this::join);
    }

    @Override
    public void addSplitsBack(List<HybridSourceSplit> splits, int subtaskId) {
        try {
            part().addBack(splits, subtaskId);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public HybridSourceEnumeratorState snapshotState(long checkpointId) throws Exception {
        return new HybridSourceEnumeratorState(
                index, InstantiationUtil.serializeObject(part().source), part().snapshot(checkpointId));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        part().enumerator.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
        }
    }
}
