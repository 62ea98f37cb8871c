package io.millrace.datastream.file.source.reader;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;

/** A format whose files are read from beginning to end by one reader. */
public abstract class SimpleStreamFormat<T> implements StreamFormat<T> {
    private static final long serialVersionUID = 1L;

    public abstract Reader<T> createReader(Configuration config, FSDataInputStream stream) throws IOException;

    @Override
    public abstract TypeInformation<T> getProducedType();

    @Override
    public final boolean isSplittable() {
        return false;
    }

    @Override
    public final Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException {
        if (stream.getPos() != 0 || splitEnd != fileLen) {
            throw new IllegalArgumentException(getClass().getName()
                    + " reads whole files only, but was given the bytes from " + stream.getPos() + " to " + splitEnd
                    + " of " + fileLen);
        }
        return createReader(config, stream);
    }

    @Override
    public final Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd) {
        throw new IllegalStateException(
                getClass().getName() + " tells no offsets, but is to go on at " + restoredOffset);
    }
}
