package io.millrace.dataset.summarize;

import org.jspecify.annotations.Nullable;

/** What is known of a field of texts; lengths are in chars, and null if there was no text. */
public class StringColumnSummary extends ColumnSummary {
    private final long nonNullCount;
    private final long nullCount;
    private final long emptyCount;
    private final @Nullable Integer minLength;
    private final @Nullable Integer maxLength;
    private final @Nullable Double meanLength;

    public StringColumnSummary(
            long nonNullCount,
            long nullCount,
            long emptyCount,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable Double meanLength) {
        this.nonNullCount = nonNullCount;
        this.nullCount = nullCount;
        this.emptyCount = emptyCount;
        this.minLength = minLength;
        this.maxLength = maxLength;
        this.meanLength = meanLength;
    }

    @Override
    public long getNonNullCount() {
        return nonNullCount;
    }

    @Override
    public long getNullCount() {
        return nullCount;
    }

    public long getEmptyCount() {
        return emptyCount;
    }

    public @Nullable Integer getMinLength() {
        return minLength;
    }

    public @Nullable Integer getMaxLength() {
        return maxLength;
    }

    public @Nullable Double getMeanLength() {
        return meanLength;
    }

    @Override
    public String toString() {
        return "StringColumnSummary{totalCount=" + getTotalCount() + ", nonNullCount=" + nonNullCount + ", nullCount="
                + nullCount + ", emptyCount=" + emptyCount + ", minLength=" + minLength + ", maxLength=" + maxLength
                + ", meanLength=" + meanLength + "}";
    }
}
