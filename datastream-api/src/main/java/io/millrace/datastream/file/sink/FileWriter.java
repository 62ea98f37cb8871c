package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.operators.ProcessingTimeService;
import io.millrace.datastream.functions.sink.filesystem.BucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.StatefulSinkWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one task to part files.
 *
 * <h2>The way of a part file</h2>
 * <ol>
 *   <li><em>In progress</em>: written under a hidden name. A checkpoint may count what is written so far ({@link #snapshotState}).
 *   <li><em>Pending</em>: whole, synced and closed when the rolling policy says so; at the next checkpoint handed to the committer,
 *       still hidden ({@link #prepareCommit}).
 *   <li><em>Finished</em>: when that checkpoint is complete, the {@link FileCommitter} renames it.
 * </ol>
 * After a failure a new writer copies what the checkpoint counts of a file in progress to a file of its own. Whatever else the
 * failed writer left stays hidden; it is removed when the job has finished.
 */
final class FileWriter<IN>
        implements StatefulSinkWriter<IN, FileWriterBucketState>, CommittingSinkWriter<IN, FileSinkCommittable> {
    // What it was told.
    private final Path basePath;
    private final FileSystem files;
    private final BucketAssigner<IN, String> assigner;
    private final PartFormat<IN> format;
    private final RollingPolicy<IN, String> policy;
    private final PartNames names;
    private final ProcessingTimeService clock;
    private final long checkIntervalMs;

    // What it knows.
    private boolean endOfInput;

    // What it holds.
    private final Map<String, FileWriterBucket<IN>> buckets = new LinkedHashMap<>();
    private final AssignerContext current = new AssignerContext();

    FileWriter(
            Path basePath,
            BucketAssigner<IN, String> assigner,
            PartFormat<IN> format,
            RollingPolicy<IN, String> policy,
            PartNames names,
            ProcessingTimeService clock,
            long checkIntervalMs)
            throws IOException {
        this.basePath = basePath;
        this.files = basePath.getFileSystem();
        this.assigner = assigner;
        this.format = format;
        this.policy = policy;
        this.names = names;
        this.clock = clock;
        this.checkIntervalMs = checkIntervalMs;
        checkLater(clock.getCurrentProcessingTime());
    }

    void restore(Collection<FileWriterBucketState> states) throws IOException {
        for (FileWriterBucketState state : states) {
            bucket(state.bucketId(), state.bucketPath()).takeOver(state, clock.getCurrentProcessingTime());
        }
    }

    @Override
    public void write(IN element, SinkWriter.Context context) throws IOException {
        long now = clock.getCurrentProcessingTime();
        current.now = now;
        current.watermark = context.currentWatermark();
        current.timestamp = context.timestamp();
        String bucketId = assigner.getBucketId(element, current);
        FileWriterBucket<IN> bucket = buckets.get(bucketId);
        if (bucket == null) {
            bucket = bucket(bucketId, bucketId.isEmpty() ? basePath : new Path(basePath, bucketId));
        }
        bucket.write(element, now);
    }

    private FileWriterBucket<IN> bucket(String bucketId, Path path) {
        return buckets.computeIfAbsent(bucketId, id -> new FileWriterBucket<>(id, path, files, format, policy, names));
    }

    /** Rows are with the file system as soon as they are written; {@link #snapshotState} makes them safe. */
    @Override
    public void flush(boolean endOfInput) {
        this.endOfInput |= endOfInput;
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
        List<FileSinkCommittable> prepared = new ArrayList<>();
        for (FileWriterBucket<IN> bucket : buckets.values()) {
            prepared.addAll(bucket.prepareCommit(endOfInput));
        }
        buckets.values().removeIf(FileWriterBucket::isIdle);
        return prepared;
    }

    @Override
    public List<FileWriterBucketState> snapshotState(long checkpointId) throws IOException {
        List<FileWriterBucketState> states = new ArrayList<>();
        for (FileWriterBucket<IN> bucket : buckets.values()) {
            bucket.snapshot().ifPresent(states::add);
        }
        return states;
    }

    private void check(long now) throws IOException {
        for (FileWriterBucket<IN> bucket : buckets.values()) {
            bucket.onProcessingTime(now);
        }
        checkLater(now);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what the check throws fails the task
    private void checkLater(long now) {
        clock.registerTimer(now + checkIntervalMs, this::check);
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (FileWriterBucket<IN> bucket : buckets.values()) {
            try {
                bucket.abandon();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        buckets.clear();
        if (first != null) {
            throw first;
        }
    }

    private static final class AssignerContext implements BucketAssigner.Context {
        private long now;
        private long watermark;
        private @Nullable Long timestamp;

        @Override
        public long currentProcessingTime() {
            return now;
        }

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp;
        }
    }
}
