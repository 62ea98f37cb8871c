package io.millrace.operators.function;

import io.millrace.dataflow.util.TraversableOnceException;
import java.util.Iterator;

/** Records as a user function iterates them, who may do so once. Not thread-safe. */
public final class Once<T> implements Iterable<T> {
    private final Iterator<T> records;
    private boolean iterated;

    public Once(Iterator<T> records) {
        this.records = records;
    }

    /** @throws TraversableOnceException if it was called before */
    @Override
    public Iterator<T> iterator() {
        if (iterated) {
            throw new TraversableOnceException();
        }
        iterated = true;
        return records;
    }
}
