package io.millrace.operators.sort;

import org.jspecify.annotations.Nullable;

/** A sorted run of objects in memory, which are let go as they are read. */
final class ObjectRun<T> implements Run<T> {
    private static final byte[] NONE = {};

    private final @Nullable Object[] records;
    private int next;
    private @Nullable T record;

    ObjectRun(@Nullable Object[] records) {
        this.records = records;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean next() {
        if (next == records.length) {
            record = null;
            return false;
        }
        record = (T) records[next];
        records[next++] = null;
        return true;
    }

    @Override
    public long head() {
        return 0;
    }

    @Override
    @SuppressWarnings("NullAway") // asked for after next() said that there is one
    public T record() {
        return record;
    }

    @Override
    public byte[] bytes() {
        return NONE;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public void close() {}
}
