package io.millrace.datastream.functions.source;

import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A split of a file as it was at a time; ordered by that, then by path, then by place. */
public class TimestampedFileInputSplit extends FileInputSplit implements TimestampedInputSplit {
    private static final long serialVersionUID = 1L;

    private final long modificationTime;
    private @Nullable Serializable splitState;

    /**
     * @param modificationTime of the file, in milliseconds since the epoch, 0 or more
     * @param length -1 for the rest of the file
     */
    public TimestampedFileInputSplit(
            long modificationTime, int num, Path file, long start, long length, String @Nullable [] hosts) {
        super(num, file, start, length, hosts);
        if (modificationTime < 0) {
            throw new IllegalArgumentException(
                    "Modification time of " + file + ": expected=0 or more, actual=" + modificationTime);
        }
        this.modificationTime = modificationTime;
    }

    @Override
    public long getModificationTime() {
        return modificationTime;
    }

    @Override
    public void setSplitState(@Nullable Serializable state) {
        this.splitState = state;
    }

    @Override
    public @Nullable Serializable getSplitState() {
        return splitState;
    }

    @Override
    public int compareTo(TimestampedInputSplit other) {
        int order = Long.compare(modificationTime, other.getModificationTime());
        if (order != 0 || !(other instanceof TimestampedFileInputSplit that)) {
            return order;
        }
        int byPath = getPath().compareTo(that.getPath());
        return byPath != 0 ? byPath : Long.compare(getStart(), that.getStart());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TimestampedFileInputSplit that
                        && super.equals(other)
                        && modificationTime == that.modificationTime
                        && Objects.equals(splitState, that.splitState));
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Long.hashCode(modificationTime);
    }

    @Override
    public String toString() {
        return "[" + modificationTime + "] " + super.toString();
    }
}
