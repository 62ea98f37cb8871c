package io.millrace.datastream.file.source.reader;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.file.source.util.CheckpointedPosition;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Reads the records of a file one after another. */
public interface StreamFormat<T> extends Serializable, ResultTypeQueryable<T> {
    /**
     * Begins a split.
     *
     * @param stream stands at the split's first byte; the reader closes it
     * @param fileLen the file's length in bytes
     * @param splitEnd the first byte after the split
     */
    Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException;

    /**
     * Goes on at an offset that {@link Reader#getCheckpointedPosition} told.
     *
     * @param stream stands at that offset; the reader closes it
     */
    Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd)
            throws IOException;

    /** Whether a reader can begin in the middle of a file. */
    boolean isSplittable();

    @Override
    TypeInformation<T> getProducedType();

    /** Reads one split. */
    interface Reader<T> extends Closeable {
        /** The next record; null at the end. */
        @Nullable
        T read() throws IOException;

        @Override
        void close() throws IOException;

        /** Where to go on; null if the format knows no offsets, and the records read are counted instead. */
        default @Nullable CheckpointedPosition getCheckpointedPosition() {
            return null;
        }
    }
}
