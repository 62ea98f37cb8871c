package io.millrace.operators.sort;

import io.millrace.dataflow.contract.Pages;
import io.millrace.operators.spill.PackedRun;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Groups tuples of numbers by a key that is a whole number, in memory: groups in the order of their keys, and within a group in
 * the order of arrival, as a sort has it, but no two records are ever compared. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Append each record to pages as it comes ({@link NumberTuples}); note the least and the greatest key.
 *   <li>At the end cut what lies between these into {@link #BUCKETS} even pieces, count the records of each, and put neighbours
 *       together to partitions so small that each stays in the processor's cache. Deal the records out to them.
 *   <li>One partition after the other: order it by radix ({@link RadixOrder}), and read it in that order.
 * </ol>
 * Memory: the pages that it reserves: for the records; at the end one page a partition besides, and what ordering the largest of them needs.
 */
final class NumberGroups<T> {
    /** Takes a record; see {@link #drain}. */
    interface Records<T> {
        void take(T record) throws IOException;
    }

    private static final int PARTITION_PAGES = 16;
    private static final int BUCKET_BITS = 16;
    private static final int BUCKETS = 1 << BUCKET_BITS;

    private final Pages pages;
    private final NumberTuples<T> layout;
    private final int stride;
    private final int perPage;
    private final byte[] packed;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private PackedRun run;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    // In partitions.
    private PackedRun[] partitions = {};
    private int partition = -1;
    private RadixOrder order = new RadixOrder(0);
    private int reserved;
    private int at;

    NumberGroups(Pages pages, NumberTuples<T> layout) {
        this.pages = pages;
        this.layout = layout;
        this.stride = layout.stride();
        this.perPage = pages.pageBytes() / stride;
        this.packed = new byte[stride];
        this.run = new PackedRun(stride, pages.pageBytes());
    }

    /** Adds a record; false if it is not like the first, or if there is no room. */
    boolean add(T record) {
        if (!layout.put(record, packed, 0)) {
            return false;
        }
        if (run.isFull()) {
            byte[] page = newPage();
            if (page == null) {
                return false;
            }
            run.addPage(page);
        }
        run.append(packed, 0);
        long key = layout.key(packed, 0);
        least = Math.min(least, key);
        greatest = Math.max(greatest, key);
        return true;
    }

    // Counted, not taken: what does not fit in the end must be read while somebody else has the pages.
    private byte @Nullable [] newPage() {
        if (!pages.reserve(1)) {
            return null;
        }
        reserved++;
        return new byte[pages.pageBytes()];
    }

    private void release(int count) {
        pages.release(count);
        reserved -= count;
    }

    /** All records were added. False if there is no room to put them in order: then they can only be drained. */
    boolean finish() {
        long records = run.records();
        if (records == 0) {
            return true;
        }
        int[] partitionOf = new int[run.pages() <= 2 * PARTITION_PAGES ? 1 : BUCKETS];
        int shift = partitionOf.length == 1
                ? Long.SIZE - 1
                : Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(greatest - least) - BUCKET_BITS);
        long largest = plan(partitionOf, shift);
        long scratch = largest * RadixOrder.ENTRY_BYTES / pages.pageBytes() + 1;
        if (largest > Integer.MAX_VALUE / RadixOrder.ENTRY_BYTES || !pages.reserve((int) scratch)) {
            return false;
        }
        reserved += (int) scratch;
        if (!dealOut(partitionOf, shift)) {
            return false;
        }
        order = new RadixOrder((int) largest);
        return true;
    }

    /** Says which partition each bucket is in; the last bucket is in the last. Returns the records of the largest. */
    private long plan(int[] partitionOf, int shift) {
        if (partitionOf.length == 1) {
            return run.records();
        }
        forEachKey((page, place) -> partitionOf[bucketOf(page, place, shift)]++);
        int partitionRecords = PARTITION_PAGES * perPage;
        long largest = 0;
        long inThis = 0;
        int number = 0;
        for (int bucket = 0; bucket < partitionOf.length; bucket++) {
            int count = partitionOf[bucket];
            if (inThis > 0 && inThis + count > partitionRecords) {
                number++;
                inThis = 0;
            }
            inThis += count;
            largest = Math.max(largest, inThis);
            partitionOf[bucket] = number;
        }
        return largest;
    }

    private int bucketOf(byte[] page, int place, int shift) {
        // Of a single bucket: the difference may have its highest bit set.
        return shift == Long.SIZE - 1 ? 0 : (int) ((layout.key(page, place) - least) >>> shift);
    }

    private interface Places {
        void at(byte[] page, int place);
    }

    private void forEachKey(Places places) {
        for (int number = 0; number < run.pages(); number++) {
            byte[] page = run.page(number);
            int end = run.bytesIn(number);
            for (int place = 0; place < end; place += stride) {
                places.at(page, place);
            }
        }
    }

    private boolean dealOut(int[] partitionOf, int shift) {
        int count = partitionOf[partitionOf.length - 1] + 1;
        if (count == 1) {
            partitions = new PackedRun[] {run};
            run = new PackedRun(stride, pages.pageBytes());
            return true;
        }
        // As many pages as partitions are enough: all others come from the run.
        for (int i = 0; i < count; i++) {
            byte[] page = newPage();
            if (page == null) {
                return false;
            }
            free.add(page);
        }
        PackedRun[] dealt = new PackedRun[count];
        for (int i = 0; i < count; i++) {
            dealt[i] = new PackedRun(stride, pages.pageBytes());
        }
        PackedRun whole = run;
        for (int number = 0; number < whole.pages(); number++) {
            byte[] page = whole.page(number);
            int end = whole.bytesIn(number);
            for (int place = 0; place < end; place += stride) {
                PackedRun to = dealt[partitionOf[bucketOf(page, place, shift)]];
                if (to.isFull()) {
                    to.addPage(free.remove());
                }
                to.append(page, place);
            }
            free.add(whole.takePage(number));
        }
        partitions = dealt;
        run = new PackedRun(stride, pages.pageBytes());
        release(free.size());
        free.clear();
        return true;
    }

    /** Goes to the next group; false if there is none. The one before must have been read, or {@link Group#skip skipped}. */
    boolean advance() {
        while (at == order.size()) {
            if (partition >= 0 && partition < partitions.length) {
                release(partitions[partition].pages());
                partitions[partition] = new PackedRun(stride, pages.pageBytes());
            }
            if (++partition >= partitions.length) {
                return false;
            }
            beginPartition(partitions[partition]);
        }
        return true;
    }

    private void beginPartition(PackedRun records) {
        order.clear();
        for (int number = 0; number < records.pages(); number++) {
            byte[] page = records.page(number);
            int end = records.bytesIn(number);
            for (int place = 0; place < end; place += stride) {
                order.put(layout.key(page, place) - least);
            }
        }
        order.sort();
        at = 0;
    }

    /** The group that {@link #advance} went to. */
    Group group() {
        return new Group(order.key(at));
    }

    /** The records of a group, new ones. */
    final class Group implements Iterator<T> {
        private final long key;

        private Group(long key) {
            this.key = key;
        }

        @Override
        public boolean hasNext() {
            return at < order.size() && order.key(at) == key;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the group has no more records");
            }
            int record = order.number(at++);
            return layout.read(partitions[partition].page(record / perPage), record % perPage * stride);
        }

        /** Leaves out what was not read. */
        void skip() {
            while (hasNext()) {
                at++;
            }
        }
    }

    /** Gives all memory back, then all records, in the order of arrival; only if {@link #finish} did not say that all is well. */
    void drain(Records<T> to) throws IOException {
        PackedRun all = run;
        close();
        for (int number = 0; number < all.pages(); number++) {
            int end = all.bytesIn(number);
            byte[] page = all.takePage(number);
            for (int place = 0; place < end; place += stride) {
                to.take(layout.read(page, place));
            }
        }
    }

    /** Forgets all records and gives the memory back. Repeating it is harmless. */
    void close() {
        pages.release(reserved);
        reserved = 0;
        free.clear();
        run = new PackedRun(stride, pages.pageBytes());
        partitions = new PackedRun[0];
        partition = 0;
        order = new RadixOrder(0);
        at = 0;
    }
}
