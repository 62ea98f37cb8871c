package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One directory of a writer: at most one part file that is being written, and those that wait for the next checkpoint. */
final class FileWriterBucket<IN> {
    // What it was told.
    private final String bucketId;
    private final Path path;
    private final FileSystem files;
    private final PartFormat<IN> format;
    private final RollingPolicy<IN, String> policy;
    private final PartNames names;

    // What it holds.
    private @Nullable PartFile<IN> open;
    private final List<FileSinkCommittable> ready = new ArrayList<>();
    private final List<Path> inNoCheckpoint = new ArrayList<>();

    FileWriterBucket(
            String bucketId,
            Path path,
            FileSystem files,
            PartFormat<IN> format,
            RollingPolicy<IN, String> policy,
            PartNames names) {
        this.bucketId = bucketId;
        this.path = path;
        this.files = files;
        this.format = format;
        this.policy = policy;
        this.names = names;
    }

    void write(IN element, long now) throws IOException {
        PartFile<IN> part = open;
        if (part != null && policy.shouldRollOnEvent(part, element)) {
            roll();
            part = null;
        }
        if (part == null) {
            part = begin(now);
        }
        part.write(element, now);
    }

    private PartFile<IN> begin(long creationTime) throws IOException {
        Path visible = names.next(path);
        PartFile<IN> part = new PartFile<>(files, format, bucketId, names.hidden(visible), visible, creationTime);
        open = part;
        return part;
    }

    /** Goes on with the file of a writer that is no more. */
    void takeOver(FileWriterBucketState earlier, long now) throws IOException {
        roll();
        begin(earlier.creationTime()).takeOver(earlier, now);
        ready.add(FileSinkCommittable.superseded(bucketId, earlier.inProgress()));
    }

    void onProcessingTime(long now) throws IOException {
        PartFile<IN> part = open;
        if (part != null && policy.shouldRollOnProcessingTime(part, now)) {
            roll();
        }
    }

    /** What is to be committed when the checkpoint is complete, or at the end. */
    List<FileSinkCommittable> prepareCommit(boolean endOfInput) throws IOException {
        PartFile<IN> part = open;
        if (part != null && (endOfInput || !format.resumable() || policy.shouldRollOnCheckpoint(part))) {
            roll();
        }
        List<FileSinkCommittable> prepared = List.copyOf(ready);
        ready.clear();
        inNoCheckpoint.clear();
        return prepared;
    }

    private void roll() throws IOException {
        PartFile<IN> part = open;
        if (part != null) {
            FileSinkCommittable finished = part.finish();
            open = null;
            ready.add(finished);
            if (!part.isInCheckpoint()) {
                inNoCheckpoint.add(finished.written());
            }
        }
    }

    Optional<FileWriterBucketState> snapshot() throws IOException {
        PartFile<IN> part = open;
        return part == null ? Optional.empty() : Optional.of(part.snapshot(path));
    }

    /** Nothing is open, nothing waits. */
    boolean isIdle() {
        return open == null && ready.isEmpty();
    }

    /** Gives up what no checkpoint can count. */
    void abandon() throws IOException {
        PartFile<IN> part = open;
        open = null;
        try {
            if (part != null) {
                part.abandon();
            }
        } finally {
            for (Path file : inNoCheckpoint) {
                files.delete(file, false);
            }
        }
    }
}
