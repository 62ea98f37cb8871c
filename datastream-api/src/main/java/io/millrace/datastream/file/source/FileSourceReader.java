package io.millrace.datastream.file.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.io.InputStatus;
import io.millrace.datastream.file.source.reader.StreamFormat;
import io.millrace.datastream.file.source.util.CheckpointedPosition;
import io.millrace.datastream.source.ReaderOutput;
import io.millrace.datastream.source.SourceOutput;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads files one after another, and asks for the next when one is done. */
final class FileSourceReader<T> implements SourceReader<T, FileSourceSplit> {
    // What it was told.
    private final SourceReaderContext context;
    private final StreamFormat<T> format;

    // What it knows.
    private boolean noMoreSplits;

    // What it holds.
    private final Deque<FileSourceSplit> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable OpenFile<T> current;

    FileSourceReader(SourceReaderContext context, StreamFormat<T> format) {
        this.context = context;
        this.format = format;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        OpenFile<T> reading = current;
        if (reading == null) {
            FileSourceSplit split = waiting.poll();
            if (split == null) {
                return nothing();
            }
            current = OpenFile.open(split, format, context.getConfiguration(), output);
            return InputStatus.MORE_AVAILABLE;
        }
        if (!reading.emitNext()) {
            current = null;
            reading.close();
            output.releaseOutputForSplit(reading.split().splitId());
            if (waiting.isEmpty() && !noMoreSplits) {
                context.sendSplitRequest();
            }
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private InputStatus nothing() {
        if (noMoreSplits) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<FileSourceSplit> snapshotState(long checkpointId) {
        List<FileSourceSplit> splits = new ArrayList<>();
        OpenFile<T> reading = current;
        if (reading != null) {
            splits.add(reading.snapshot());
        }
        splits.addAll(waiting);
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    @SuppressWarnings("NullAway") // the value of a future of Void
    public void addSplits(List<FileSourceSplit> splits) {
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
    public void close() throws IOException {
        OpenFile<T> reading = current;
        current = null;
        if (reading != null) {
            reading.close();
        }
    }

    /** The split that is being read. Counts the records after the last offset that the format told. */
    private static final class OpenFile<T> {
        private final FileSourceSplit split;
        private final StreamFormat.Reader<T> reader;
        private final SourceOutput<T> output;
        private long read;

        private OpenFile(FileSourceSplit split, StreamFormat.Reader<T> reader, SourceOutput<T> output) {
            this.split = split;
            this.reader = reader;
            this.output = output;
        }

        static <T> OpenFile<T> open(
                FileSourceSplit split, StreamFormat<T> format, Configuration configuration, ReaderOutput<T> output)
                throws IOException {
            CheckpointedPosition begin =
                    split.getReaderPosition().orElse(new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 0));
            long end = split.offset() + split.length();
            boolean resumes = begin.getOffset() != CheckpointedPosition.NO_OFFSET;
            long offset = resumes ? begin.getOffset() : split.offset();
            FSDataInputStream in = split.path().getFileSystem().open(split.path());
            StreamFormat.Reader<T> reader;
            try {
                in.seek(offset);
                reader = resumes
                        ? format.restoreReader(configuration, in, offset, split.fileSize(), end)
                        : format.createReader(configuration, in, split.fileSize(), end);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
            OpenFile<T> file = new OpenFile<>(split, reader, output.createOutputForSplit(split.splitId()));
            file.skip(begin.getRecordsAfterOffset());
            return file;
        }

        private void skip(long records) throws IOException {
            for (; read < records; read++) {
                if (reader.read() == null) {
                    close();
                    throw new EOFException(
                            "The file '" + split.path() + "' ends after " + read + " records of a part of" + " which "
                                    + records + " were read before. It was changed while it was read.");
                }
            }
        }

        boolean emitNext() throws IOException {
            T record = reader.read();
            if (record == null) {
                return false;
            }
            read++;
            output.collect(record);
            return true;
        }

        FileSourceSplit split() {
            return split;
        }

        FileSourceSplit snapshot() {
            CheckpointedPosition told = reader.getCheckpointedPosition();
            return split.updateWithCheckpointedPosition(
                    told == null ? new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, read) : told);
        }

        void close() throws IOException {
            reader.close();
        }
    }
}
