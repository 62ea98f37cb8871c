package io.millrace.dataset.summarize;

/** What is known of one field of all records. */
public abstract class ColumnSummary {
    /** All records, those with null too. */
    public long getTotalCount() {
        return getNullCount() + getNonNullCount();
    }

    public abstract long getNonNullCount();

    public abstract long getNullCount();

    public boolean containsNull() {
        return getNullCount() > 0;
    }

    public boolean containsNonNull() {
        return getNonNullCount() > 0;
    }
}
