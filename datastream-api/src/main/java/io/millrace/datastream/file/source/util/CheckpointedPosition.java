package io.millrace.datastream.file.source.util;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a reader stands in a file: at an offset in bytes, or at none that is known, and so many records after it. */
public final class CheckpointedPosition implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The format knows no offsets: count records from the split's beginning. */
    public static final long NO_OFFSET = -1L;

    private final long offset;
    private final long recordsAfterOffset;

    public CheckpointedPosition(long offset, long recordsAfterOffset) {
        if (offset < NO_OFFSET || recordsAfterOffset < 0) {
            throw new IllegalArgumentException("Not a position in a file: offset=" + offset + ", records after it="
                    + recordsAfterOffset + "; expected an offset of at least " + NO_OFFSET + ", and 0 records or more");
        }
        this.offset = offset;
        this.recordsAfterOffset = recordsAfterOffset;
    }

    public long getOffset() {
        return offset;
    }

    public long getRecordsAfterOffset() {
        return recordsAfterOffset;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CheckpointedPosition that
                && offset == that.offset
                && recordsAfterOffset == that.recordsAfterOffset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(offset, recordsAfterOffset);
    }

    @Override
    public String toString() {
        return (offset == NO_OFFSET ? "beginning" : "offset " + offset) + " + " + recordsAfterOffset + " records";
    }
}
