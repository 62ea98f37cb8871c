package io.millrace.simulation.job;

import io.millrace.dataflow.io.InputStatus;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.ReaderOutput;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceEvent;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source with splits, as a user writes it: an enumerator gives them out in order, and readers ask it for leave after every
 * few readings, so that reading takes its time and messages go both ways. What the splits hold lies in a store.
 *
 * @param store its name
 * @param splits how many there are
 * @param piece so many readings between two rests
 * @param restMs how long the enumerator lets a reader wait
 */
record PacedSource(String store, int splits, int piece, int restMs)
        implements Source<Measured, PacedSource.Share, List<PacedSource.Share>> {
    private static final long serialVersionUID = 1L;

    /** One split, and how many of its readings were read. */
    record Share(int number, int read) implements SourceSplit {
        @Override
        public String splitId() {
            return "split-" + number;
        }
    }

    /** A reader wants to go on. */
    private record MayI() implements SourceEvent {
        private static final long serialVersionUID = 1L;
    }

    /** It may. */
    private record GoOn() implements SourceEvent {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Measured, Share> createReader(SourceReaderContext context) {
        return new Reader(context);
    }

    @Override
    public SplitEnumerator<Share, List<Share>> createEnumerator(SplitEnumeratorContext<Share> context) {
        return new Enumerator(
                context,
                Stream.iterate(0, number -> number + 1)
                        .limit(splits)
                        .map(number -> new Share(number, 0))
                        .toList());
    }

    @Override
    public SplitEnumerator<Share, List<Share>> restoreEnumerator(
            SplitEnumeratorContext<Share> context, List<Share> left) {
        return new Enumerator(context, left);
    }

    @Override
    public SimpleVersionedSerializer<Share> getSplitSerializer() {
        return new Text<>() {
            @Override
            String print(Share share) {
                return share.number() + ":" + share.read();
            }

            @Override
            Share parse(String text) {
                String[] parts = text.split(":");
                return new Share(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<List<Share>> getEnumeratorCheckpointSerializer() {
        return new Text<>() {
            @Override
            String print(List<Share> left) {
                return String.join(
                        " ",
                        left.stream()
                                .map(share -> Integer.toString(share.number()))
                                .toList());
            }

            @Override
            List<Share> parse(String text) {
                return Stream.of(text.split(" "))
                        .filter(number -> !number.isEmpty())
                        .map(number -> new Share(Integer.parseInt(number), 0))
                        .toList();
            }
        };
    }

    private abstract static class Text<T> implements SimpleVersionedSerializer<T> {
        abstract String print(T value);

        abstract T parse(String text);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            return print(value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Gives out splits in the order of their numbers: of a later one nothing is late. */
    private final class Enumerator implements SplitEnumerator<Share, List<Share>> {
        private final SplitEnumeratorContext<Share> context;
        private final Deque<Share> left;

        Enumerator(SplitEnumeratorContext<Share> context, List<Share> left) {
            this.context = context;
            this.left = new ArrayDeque<>(left);
        }

        @Override
        public void start() {
            // Waits to be asked.
        }

        @Override
        public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
            if (left.isEmpty()) {
                context.signalNoMoreSplits(subtaskId);
            } else {
                context.assignSplit(left.remove(), subtaskId);
            }
        }

        @Override
        public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
            ReadingStore.named(store)
                    .after(
                            restMs,
                            () -> context.runInCoordinatorThread(
                                    () -> context.sendEventToSourceReader(subtaskId, new GoOn())));
        }

        @Override
        public void addSplitsBack(List<Share> splits, int subtaskId) {
            throw new IllegalStateException("after a failure all go on from a checkpoint, found " + splits);
        }

        @Override
        public void addReader(int subtaskId) {
            // It asks.
        }

        @Override
        public List<Share> snapshotState(long checkpointId) {
            return List.copyOf(left);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private final class Reader implements SourceReader<Measured, Share> {
        private final SourceReaderContext context;
        private final Deque<Share> shares = new ArrayDeque<>();
        private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
        private int sinceRest;
        private boolean noMore;

        Reader(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            if (shares.isEmpty()) {
                await();
                context.sendSplitRequest();
            }
        }

        private void await() {
            available = new CompletableFuture<>();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Measured> output) {
            if (!available.isDone()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (shares.isEmpty()) {
                return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            Share share = shares.remove();
            List<Measured> readings = ReadingStore.named(store).split(share.number());
            Measured reading = readings.get(share.read());
            output.collect(reading, reading.timestamp());
            if (share.read() + 1 < readings.size()) {
                shares.addFirst(new Share(share.number(), share.read() + 1));
            } else if (shares.isEmpty()) {
                await();
                context.sendSplitRequest();
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (++sinceRest == piece) {
                sinceRest = 0;
                await();
                context.sendSourceEventToCoordinator(new MayI());
                return InputStatus.NOTHING_AVAILABLE;
            }
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Share> snapshotState(long checkpointId) {
            return new ArrayList<>(shares);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<Share> splits) {
            shares.addAll(splits);
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMore = true;
            available.complete(null);
        }

        @Override
        public void handleSourceEvents(SourceEvent sourceEvent) {
            if (!shares.isEmpty()) {
                available.complete(null);
            }
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
