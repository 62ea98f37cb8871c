package io.millrace.datastream.file.source;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.file.source.enumerate.FileEnumerator;
import io.millrace.datastream.file.source.enumerate.NonSplittingRecursiveEnumerator;
import io.millrace.datastream.file.source.reader.StreamFormat;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of paths: those that are there at the start, or also those that come later. Positions are in checkpoints. */
public final class FileSource<T>
        implements Source<T, FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    public static final FileEnumerator.Provider DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR =
            NonSplittingRecursiveEnumerator::new;

    private final Path[] paths;
    private final FileEnumerator.Provider enumerator;
    private final StreamFormat<T> format;
    private final @Nullable Duration interval;

    private FileSource(
            Path[] paths, FileEnumerator.Provider enumerator, StreamFormat<T> format, @Nullable Duration interval) {
        this.paths = paths;
        this.enumerator = enumerator;
        this.format = format;
        this.interval = interval;
    }

    /** @param paths files or directories, one or more */
    public static <T> FileSourceBuilder<T> forRecordStreamFormat(StreamFormat<T> streamFormat, Path... paths) {
        return new FileSourceBuilder<>(streamFormat, paths);
    }

    @Override
    public Boundedness getBoundedness() {
        return interval == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext readerContext) {
        return new FileSourceReader<>(readerContext, format);
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> createEnumerator(
            SplitEnumeratorContext<FileSourceSplit> enumContext) throws IOException {
        FileEnumerator files = enumerator.create();
        // A set that grows is looked for at once, too, but by the enumerator, which may take its time.
        Collection<FileSourceSplit> begin =
                interval == null ? files.enumerateSplits(paths, enumContext.currentParallelism()) : List.of();
        return new FileSplitEnumerator(
                enumContext, files, paths, interval, PendingSplitsCheckpoint.fromCollectionSnapshot(begin));
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> restoreEnumerator(
            SplitEnumeratorContext<FileSourceSplit> enumContext, PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
        return new FileSplitEnumerator(enumContext, enumerator.create(), paths, interval, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return FileSourceSplitSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> getEnumeratorCheckpointSerializer() {
        return new PendingSplitsCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return format.getProducedType();
    }

    /** What the user says of the source. */
    public static final class FileSourceBuilder<T> {
        private final StreamFormat<T> format;
        private final Path[] paths;
        private FileEnumerator.Provider enumerator = DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR;
        private @Nullable Duration interval;

        private FileSourceBuilder(StreamFormat<T> format, Path... paths) {
            if (paths.length == 0) {
                throw new IllegalArgumentException("A file source needs at least one path.");
            }
            this.format = format;
            this.paths = Arrays.copyOf(paths, paths.length);
        }

        /** Never ends: looks for new files at this interval. */
        public FileSourceBuilder<T> monitorContinuously(Duration discoveryInterval) {
            if (discoveryInterval.isNegative() || discoveryInterval.isZero()) {
                throw new IllegalArgumentException(
                        "The interval of looking for new files must be positive, but is " + discoveryInterval + ".");
            }
            this.interval = discoveryInterval;
            return this;
        }

        /** Reads the files that are there at the start; the default. */
        public FileSourceBuilder<T> processStaticFileSet() {
            this.interval = null;
            return this;
        }

        /** How files are found; must make whole files of a format that cannot begin in the middle. */
        public FileSourceBuilder<T> setFileEnumerator(FileEnumerator.Provider fileEnumerator) {
            this.enumerator = fileEnumerator;
            return this;
        }

        public FileSource<T> build() {
            return new FileSource<>(paths, enumerator, format, interval);
        }
    }
}
