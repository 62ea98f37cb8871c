package io.millrace.operators.spill;

import io.millrace.types.code.ArrayOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records in a spill file: first written, then read from the first on, any number of times. Not thread-safe.
 *
 * <p>Memory: one page while it is written, and one while it is read.
 */
public final class RecordFile<T> {
    private final SpillSpace space;
    private final RecordCodec<T> codec;
    private @Nullable SpillWriter writer;
    private @Nullable SpilledRecords written;
    private @Nullable SpillReader reader;

    public RecordFile(SpillSpace space, String purpose, RecordCodec<T> codec) throws IOException {
        this.space = space;
        this.codec = codec;
        this.writer = space.create(purpose);
    }

    /** @throws IllegalStateException after {@link #rewind} */
    public void add(T record) throws IOException {
        if (writer == null) {
            throw new IllegalStateException("the file is being read");
        }
        ArrayOutput bytes = codec.write(record, 0);
        writer.write(bytes.array(), 0, bytes.size());
    }

    /** Ends writing, and gives its page back. */
    public void finish() throws IOException {
        if (writer != null) {
            written = writer.finish();
            writer = null;
        }
    }

    /** Goes to the first record. */
    public void rewind() throws IOException {
        finish();
        if (reader != null) {
            reader.close();
        }
        reader = space.open(written());
    }

    private SpilledRecords written() {
        if (written == null) {
            throw new IllegalStateException("the file was deleted");
        }
        return written;
    }

    /** Goes to the next record; false at the end. After {@link #rewind}. */
    public boolean next() throws IOException {
        return reader().next();
    }

    /** The record that {@link #next} went to: a new object at each call. */
    public T record() {
        return codec.read(reader().bytes(), reader().offset(), reader().length());
    }

    private SpillReader reader() {
        if (reader == null) {
            throw new IllegalStateException("rewind() was not called");
        }
        return reader;
    }

    public long count() {
        return writer != null ? writer.records() : written == null ? 0 : written.count();
    }

    /** Closes and deletes the file. */
    public void delete() throws IOException {
        finish();
        if (reader != null) {
            reader.close();
            reader = null;
        }
        if (written != null) {
            space.delete(written);
            written = null;
        }
    }
}
