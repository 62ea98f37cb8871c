package io.millrace.dataset.summarize;

/** What is known of a field of any type. */
public class ObjectColumnSummary extends ColumnSummary {
    private final long nonNullCount;
    private final long nullCount;

    public ObjectColumnSummary(long nonNullCount, long nullCount) {
        this.nonNullCount = nonNullCount;
        this.nullCount = nullCount;
    }

    @Override
    public long getNonNullCount() {
        return nonNullCount;
    }

    @Override
    public long getNullCount() {
        return nullCount;
    }

    @Override
    public String toString() {
        return "ObjectColumnSummary{totalCount=" + getTotalCount() + ", nonNullCount=" + nonNullCount + ", nullCount="
                + nullCount + "}";
    }
}
