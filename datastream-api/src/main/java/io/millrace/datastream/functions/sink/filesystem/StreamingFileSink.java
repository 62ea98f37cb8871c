package io.millrace.datastream.functions.sink.filesystem;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.serialization.BulkWriter;
import io.millrace.dataflow.serialization.Encoder;
import io.millrace.datastream.file.sink.FileSink;
import io.millrace.datastream.functions.sink.RichSinkFunction;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * The older form of {@link FileSink}, for {@code DataStream.addSink}: the same files, visible at the same times. {@code addSink}
 * puts the {@link FileSink} in its place, so this function is never called with a record.
 */
@Deprecated
public class StreamingFileSink<IN> extends RichSinkFunction<IN> {
    private static final long serialVersionUID = 1L;

    private final FileSink<IN> files;

    private StreamingFileSink(FileSink<IN> files) {
        this.files = files;
    }

    /** One record after another, as the encoder writes them. */
    public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new DefaultRowFormatBuilder<>(basePath, encoder);
    }

    /** A format that is only whole at its end; files end at each checkpoint. */
    public static <IN> DefaultBulkFormatBuilder<IN> forBulkFormat(Path basePath, BulkWriter.Factory<IN> writerFactory) {
        return new DefaultBulkFormatBuilder<>(basePath, writerFactory);
    }

    /** What writes the files. */
    public FileSink<IN> toSink() {
        return files;
    }

    /** @throws UnsupportedOperationException always: only {@code addSink} of a stream can use this sink */
    @Override
    public void invoke(IN value, Context context) {
        throw new UnsupportedOperationException("A StreamingFileSink writes only where DataStream.addSink was given it"
                + " itself, and was called by another sink function. Pass it to addSink, or use FileSink with sinkTo.");
    }

    @Override
    public String toString() {
        return "StreamingFileSink by " + files;
    }

    /** What both formats can be told. */
    private abstract static class Builder<IN, P extends RollingPolicy<IN, String>, T extends Builder<IN, P, T>> {
        private final FileSink.Builder<IN, P, ?> builder;

        Builder(FileSink.Builder<IN, P, ?> builder) {
            this.builder = builder;
        }

        abstract T self();

        /** How often the policy is asked about time; in milliseconds. */
        public T withBucketCheckInterval(long interval) {
            builder.withBucketCheckInterval(interval);
            return self();
        }

        /** Unless said, a directory for each hour of processing time. */
        public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
            builder.withBucketAssigner(assigner);
            return self();
        }

        public T withRollingPolicy(P policy) {
            builder.withRollingPolicy(policy);
            return self();
        }

        public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
            builder.withOutputFileConfig(outputFileConfig);
            return self();
        }

        public StreamingFileSink<IN> build() {
            return new StreamingFileSink<>(builder.build());
        }
    }

    /** Builds a sink for rows. */
    public abstract static class RowFormatBuilder<IN, T extends RowFormatBuilder<IN, T>>
            extends Builder<IN, RollingPolicy<IN, String>, T> {
        RowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(FileSink.forRowFormat(basePath, encoder));
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
            super(FileSink.forBulkFormat(basePath, factory));
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
