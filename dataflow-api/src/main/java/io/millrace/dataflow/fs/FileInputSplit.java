package io.millrace.dataflow.fs;

import io.millrace.dataflow.io.LocatableInputSplit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of a file that one parallel instance reads. */
public class FileInputSplit extends LocatableInputSplit {
    private static final long serialVersionUID = 1L;

    private final Path file;
    private final long start;
    private final long length;

    /**
     * @param num the split's number
     * @param start of the first byte
     * @param length in bytes; -1 for all of the file from {@code start}
     * @param hosts where it lies, or null
     */
    public FileInputSplit(int num, Path file, long start, long length, String @Nullable [] hosts) {
        super(num, hosts);
        this.file = Objects.requireNonNull(file, "file");
        this.start = start;
        this.length = length;
    }

    public Path getPath() {
        return file;
    }

    public long getStart() {
        return start;
    }

    public long getLength() {
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof FileInputSplit that
                        && super.equals(other)
                        && start == that.start
                        && length == that.length
                        && file.equals(that.file));
    }

    @Override
    public int hashCode() {
        return getSplitNumber() ^ file.hashCode();
    }

    @Override
    public String toString() {
        return "[" + getSplitNumber() + "] " + file + ":" + start + "+" + length;
    }
}
