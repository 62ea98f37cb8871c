package io.millrace.operators.sort;

import io.millrace.operators.function.Once;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Sorted records as groups: runs of neighbours that the grouping order calls equal. One group at a time; each can be iterated
 * once; what is not iterated is skipped. Not thread-safe.
 */
public final class SortedGroups<T> {
    private final SortedRecords<T> records;
    private final Comparator<? super T> grouping;
    private @Nullable Group group;

    /** @param grouping an order that the records are sorted by, or a coarser one */
    public SortedGroups(SortedRecords<T> records, Comparator<? super T> grouping) {
        this.records = records;
        this.grouping = grouping;
    }

    /** Goes to the next group; false if there is none. */
    public boolean advance() {
        Group before = group;
        if (before != null) {
            before.skip();
        }
        group = records.isEmpty() ? null : new Group(records.peek());
        return group != null;
    }

    /** The group that {@link #advance} went to. */
    public Iterable<T> group() {
        return new Once<>(current());
    }

    /** A record of the group, to read its key; before the group is iterated. */
    public T first() {
        return current().first;
    }

    private Group current() {
        if (group == null) {
            throw new IllegalStateException("no group: advance() was not called, or returned false");
        }
        return group;
    }

    private final class Group implements Iterator<T> {
        private final T first;
        private boolean more = true;

        Group(T first) {
            this.first = first;
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public T next() {
            if (!more) {
                throw new NoSuchElementException("the group has no more records");
            }
            T record = records.take();
            // Neighbours are compared before the user sees the first of them, who may change it.
            more = !records.isEmpty() && grouping.compare(record, records.peek()) == 0;
            return record;
        }

        void skip() {
            while (more) {
                next();
            }
        }
    }
}
