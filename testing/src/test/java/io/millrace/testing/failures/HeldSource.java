package io.millrace.testing.failures;

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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another source, in small pieces with pauses between them while failures are to come. It does not end before they have come:
 * it is idle until then, and throws what is due.
 */
final class HeldSource<T, S extends SourceSplit, E> implements Source<T, S, E> {
    private static final long serialVersionUID = 1L;

    private final Source<T, S, E> source;
    private final Trial trial;

    HeldSource(Source<T, S, E> source, Trial trial) {
        this.source = source;
        this.trial = trial;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context) throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E checkpoint) throws Exception {
        return source.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
        return new Reader<>(source.createReader(context), trial);
    }

    private static final class Reader<T, S extends SourceSplit> implements SourceReader<T, S> {
        private static final int PIECE = 8;

        private final SourceReader<T, S> reader;
        private final Trial trial;
        private boolean read;
        private int inPiece;

        Reader(SourceReader<T, S> reader, Trial trial) {
            this.reader = reader;
            this.trial = trial;
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
            if (read) {
                return trial.mayEnd() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            if (inPiece == PIECE && trial.isHeld()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            inPiece = inPiece == PIECE ? 1 : inPiece + 1;
            InputStatus status = reader.pollNext(output);
            read = status == InputStatus.END_OF_INPUT;
            return read ? InputStatus.MORE_AVAILABLE : status;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            if (read) {
                return trial.change();
            }
            if (inPiece < PIECE) {
                return reader.isAvailable();
            }
            inPiece = 0;
            return trial.change().copy().completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);
        }

        @Override
        public List<S> snapshotState(long checkpointId) {
            return reader.snapshotState(checkpointId);
        }

        @Override
        public void addSplits(List<S> splits) {
            reader.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            reader.notifyNoMoreSplits();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            reader.handleSourceEvents(event);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            reader.notifyCheckpointComplete(checkpointId);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
