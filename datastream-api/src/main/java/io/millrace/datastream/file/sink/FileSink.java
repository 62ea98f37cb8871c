package io.millrace.datastream.file.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.serialization.BulkWriter;
import io.millrace.dataflow.serialization.Encoder;
import io.millrace.datastream.functions.sink.filesystem.BucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.OutputFileConfig;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import io.millrace.datastream.runtime.RemovesLeftovers;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.SupportsWriterState;
import io.millrace.datastream.sink.WriterInitContext;
import java.io.IOException;
import java.util.Collection;

/**
 * Writes each record once to part files below a path: visible when the checkpoint after it is complete, or, in a job without
 * checkpoints, when the job has finished. Files that are not visible yet have names that begin with a dot.
 *
 * <p>Works where a file that is being written can be read up to its last sync and a rename is one step: local files and HDFS.
 */
public class FileSink<IN>
        implements Sink<IN>,
                SupportsWriterState<IN, FileWriterBucketState>,
                SupportsCommitter<FileSinkCommittable>,
                RemovesLeftovers {
    private static final long serialVersionUID = 1L;

    private static final long BUCKET_CHECK_INTERVAL_MS = 60L * 1000;

    private final Path basePath;
    private final PartFormat<IN> format;
    private final BucketAssigner<IN, String> assigner;
    private final RollingPolicy<IN, String> policy;
    private final OutputFileConfig names;
    private final long checkIntervalMs;

    private FileSink(
            Path basePath,
            PartFormat<IN> format,
            BucketAssigner<IN, String> assigner,
            RollingPolicy<IN, String> policy,
            OutputFileConfig names,
            long checkIntervalMs) {
        this.basePath = basePath;
        this.format = format;
        this.assigner = assigner;
        this.policy = policy;
        this.names = names;
        this.checkIntervalMs = checkIntervalMs;
    }

    /** One record after another, as the encoder writes them. */
    public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new DefaultRowFormatBuilder<>(basePath, encoder);
    }

    /** A format that is only whole at its end; files end at each checkpoint. */
    public static <IN> DefaultBulkFormatBuilder<IN> forBulkFormat(Path basePath, BulkWriter.Factory<IN> factory) {
        return new DefaultBulkFormatBuilder<>(basePath, factory);
    }

    @Override
    public FileWriter<IN> createWriter(WriterInitContext context) throws IOException {
        return new FileWriter<>(
                basePath,
                assigner,
                format,
                policy,
                new PartNames(names, context.getJobInfo().getJobId()),
                context.getProcessingTimeService(),
                checkIntervalMs);
    }

    @Override
    public FileWriter<IN> restoreWriter(WriterInitContext context, Collection<FileWriterBucketState> recoveredState)
            throws IOException {
        FileWriter<IN> writer = createWriter(context);
        try {
            writer.restore(recoveredState);
        } catch (IOException e) {
            try {
                writer.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
        return writer;
    }

    @Override
    public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        return new FileWriterBucketStateSerializer();
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
        return new FileCommitter();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return new FileSinkCommittableSerializer();
    }

    @Override
    public void removeLeftovers(JobID job) throws IOException {
        Leftovers.remove(basePath, job);
    }

    @Override
    public String toString() {
        return "FileSink to " + basePath;
    }

    /** What both formats can be told. */
    public abstract static class Builder<IN, P extends RollingPolicy<IN, String>, T extends Builder<IN, P, T>> {
        private final Path basePath;
        private final PartFormat<IN> format;
        private BucketAssigner<IN, String> assigner = new DateTimeBucketAssigner<>();
        private P policy;
        private OutputFileConfig names = OutputFileConfig.builder().build();
        private long checkIntervalMs = BUCKET_CHECK_INTERVAL_MS;

        private Builder(Path basePath, PartFormat<IN> format, P policy) {
            this.basePath = basePath;
            this.format = format;
            this.policy = policy;
        }

        abstract T self();

        /** How often the policy is asked about time; in milliseconds. */
        public T withBucketCheckInterval(long interval) {
            if (interval < 1) {
                throw new IllegalArgumentException(
                        "The interval of checking buckets must be positive, but is " + interval + " ms.");
            }
            this.checkIntervalMs = interval;
            return self();
        }

        /** Unless said, a directory for each hour of processing time. */
        public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
            this.assigner = assigner;
            return self();
        }

        public T withRollingPolicy(P policy) {
            this.policy = policy;
            return self();
        }

        public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
            this.names = outputFileConfig;
            return self();
        }

        public FileSink<IN> build() {
            return new FileSink<>(basePath, format, assigner, policy, names, checkIntervalMs);
        }
    }

    /** Builds a sink for rows. */
    public abstract static class RowFormatBuilder<IN, T extends RowFormatBuilder<IN, T>>
            extends Builder<IN, RollingPolicy<IN, String>, T> {
        RowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(
                    basePath,
                    new PartFormat.Rows<>(encoder),
                    DefaultRollingPolicy.builder().build());
        }
    }

    /** {@link RowFormatBuilder} as {@link #forRowFormat} gives it. */
    public static final class DefaultRowFormatBuilder<IN> extends RowFormatBuilder<IN, DefaultRowFormatBuilder<IN>> {
        private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(basePath, encoder);
        }

        @Override
        DefaultRowFormatBuilder<IN> self() {
            return this;
        }
    }

    /** Builds a sink for a bulk format. */
    public abstract static class BulkFormatBuilder<IN, T extends BulkFormatBuilder<IN, T>>
            extends Builder<IN, CheckpointRollingPolicy<IN, String>, T> {
        BulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> factory) {
            super(basePath, new PartFormat.Bulk<>(factory), OnCheckpointRollingPolicy.build());
        }
    }

    /** {@link BulkFormatBuilder} as {@link #forBulkFormat} gives it. */
    public static final class DefaultBulkFormatBuilder<IN> extends BulkFormatBuilder<IN, DefaultBulkFormatBuilder<IN>> {
        private DefaultBulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> factory) {
            super(basePath, factory);
        }

        @Override
        DefaultBulkFormatBuilder<IN> self() {
            return this;
        }
    }
}
