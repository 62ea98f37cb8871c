package io.millrace.operators.sort;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the entries of a run in place.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Deal long ranges out by the highest byte of their heads, in place, and what comes of that by the next byte, until the
 *       ranges are short ("American flag sort", McIlroy, Bostic and McIlroy, 1993): no comparison is made, which the processor
 *       would have to guess.
 *   <li>Then quicksort by the heads of the keys; where they are equal, by the rest of the prefixes; where these are equal, by
 *       position, so that no two entries are equal and the sort is stable. Short ranges are sorted by insertion. The pivot is
 *       the median of three entries that a fixed generator picks, so no input of a user makes it slow.
 *   <li>Where prefixes do not decide, sort each range of equal prefixes by the records themselves: a short one as objects, in a
 *       long one by quicksort with a record as the pivot until the ranges are short.
 * </ol>
 * Memory: {@link #OBJECTS_MAX} records as objects. Not thread-safe.
 */
final class EntrySort<T> {
    private static final int INSERTION_MAX = 12;

    /** Shorter ranges are not dealt out: counting their bytes would take longer than what it saves. */
    private static final int DEALT_MIN = 512;

    private static final int BUCKETS = 1 << Byte.SIZE;
    private static final int HIGHEST_BYTE = Long.SIZE - Byte.SIZE;

    /** So many records are sorted as objects at once. */
    private static final int OBJECTS_MAX = 2048;

    /** Compares what two records have in their prefixes behind the heads, by their positions. */
    @FunctionalInterface
    interface Rests {
        int compare(long left, long right);
    }

    private final EntryTable entries;
    private final RunOrder<T> order;
    private final Rests rests;
    private final LongFunction<T> records;

    // The pivot at hand. It has a record in the second step only.
    private long pivotHead;
    private long pivotPosition;
    private @Nullable T pivotRecord;
    private long random = 0x9E3779B97F4A7C15L;

    /** @param records reads the record at a position */
    EntrySort(EntryTable entries, RunOrder<T> order, Rests rests, LongFunction<T> records) {
        this.entries = entries;
        this.order = order;
        this.rests = rests;
        this.records = records;
    }

    void sort() {
        byBytes(0, entries.size(), HIGHEST_BYTE);
        if (!order.decides()) {
            for (int from = 0; from < entries.size(); ) {
                int end = endOfEqual(from);
                byRecord(from, end);
                from = end;
            }
        }
    }

    private void byBytes(int from, int to, int shift) {
        if (to - from < DEALT_MIN || shift < 0) {
            byPrefix(from, to);
            return;
        }
        int[] ends = new int[BUCKETS];
        for (int entry = from; entry < to; entry++) {
            ends[bucketOf(entries.head(entry), shift)]++;
        }
        int[] next = new int[BUCKETS];
        int end = from;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            next[bucket] = end;
            end += ends[bucket];
            ends[bucket] = end;
        }
        deal(next, ends, shift);
        int begin = from;
        for (int behind : ends) {
            byBytes(begin, behind, shift - Byte.SIZE);
            begin = behind;
        }
    }

    /** As heads compare signed, the highest bit of the highest byte is turned. */
    private static int bucketOf(long head, int shift) {
        return (int) ((head ^ Long.MIN_VALUE) >>> shift) & (BUCKETS - 1);
    }

    /** Takes an entry that is out of place to its bucket, the one that lay there to its own, until one belongs where the first was. */
    private void deal(int[] next, int[] ends, int shift) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            while (next[bucket] < ends[bucket]) {
                int hole = next[bucket];
                long head = entries.head(hole);
                long position = entries.position(hole);
                int to = bucketOf(head, shift);
                while (to != bucket) {
                    int place = next[to]++;
                    long otherHead = entries.head(place);
                    long otherPosition = entries.position(place);
                    entries.set(place, head, position);
                    head = otherHead;
                    position = otherPosition;
                    to = bucketOf(head, shift);
                }
                entries.set(hole, head, position);
                next[bucket]++;
            }
        }
    }

    private void byPrefix(int from, int to) {
        int low = from;
        int high = to;
        while (high - low > INSERTION_MAX) {
            pick(medianOfThree(low, high));
            int middle = partition(low, high);
            // The shorter part first, so that the depth is a logarithm of the length.
            if (middle - low < high - middle) {
                byPrefix(low, middle);
                low = middle;
            } else {
                byPrefix(middle, high);
                high = middle;
            }
        }
        insertion(low, high);
    }

    private void byRecord(int from, int to) {
        int low = from;
        int high = to;
        while (high - low > OBJECTS_MAX) {
            pick(low + below(high - low));
            pivotRecord = records.apply(pivotPosition);
            int middle = partition(low, high);
            pivotRecord = null;
            if (middle - low < high - middle) {
                byRecord(low, middle);
                low = middle;
            } else {
                byRecord(middle, high);
                high = middle;
            }
        }
        if (high - low > 1) {
            asObjects(low, high);
        }
    }

    private void pick(int entry) {
        pivotHead = entries.head(entry);
        pivotPosition = entries.position(entry);
    }

    /** Hoare's: returns where the right part begins; neither part is empty. */
    private int partition(int from, int to) {
        int left = from - 1;
        int right = to;
        while (true) {
            do {
                left++;
            } while (againstPivot(left) < 0);
            do {
                right--;
            } while (againstPivot(right) > 0);
            if (left >= right) {
                // At the pivot itself both may stand; it goes to the right, unless it is the first of all.
                return left == from ? from + 1 : left;
            }
            entries.swap(left, right);
        }
    }

    private int againstPivot(int entry) {
        long head = entries.head(entry);
        if (head != pivotHead) {
            return head < pivotHead ? -1 : 1;
        }
        long position = entries.position(entry);
        if (position == pivotPosition) {
            return 0;
        }
        T pivot = pivotRecord;
        int compared = pivot == null
                ? rests.compare(position, pivotPosition)
                : order.comparator().compare(records.apply(position), pivot);
        return compared != 0 ? compared : Long.compare(position, pivotPosition);
    }

    private int compare(int left, int right) {
        int compared = Long.compare(entries.head(left), entries.head(right));
        if (compared != 0) {
            return compared;
        }
        long leftPosition = entries.position(left);
        long rightPosition = entries.position(right);
        compared = rests.compare(leftPosition, rightPosition);
        return compared != 0 ? compared : Long.compare(leftPosition, rightPosition);
    }

    private int medianOfThree(int from, int to) {
        int a = from + below(to - from);
        int b = from + below(to - from);
        int c = from + below(to - from);
        long headA = entries.head(a);
        long headB = entries.head(b);
        long headC = entries.head(c);
        if (headA <= headB) {
            return headB <= headC ? b : headA <= headC ? c : a;
        }
        return headA <= headC ? a : headB <= headC ? c : b;
    }

    /** Marsaglia's xorshift: any number from 0 to below the bound. */
    private int below(int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) ((random >>> 33) % bound);
    }

    private void insertion(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && compare(j - 1, j) > 0; j--) {
                entries.swap(j - 1, j);
            }
        }
    }

    private int endOfEqual(int from) {
        int end = from + 1;
        while (end < entries.size()
                && entries.head(end) == entries.head(from)
                && rests.compare(entries.position(end), entries.position(from)) == 0) {
            end++;
        }
        return end;
    }

    /** Entries of equal prefixes: their heads are equal, so the positions are what is sorted. */
    private void asObjects(int from, int to) {
        long head = entries.head(from);
        Placed<T>[] placed = placed(from, to);
        Comparator<? super T> comparator = order.comparator();
        Arrays.sort(placed, (left, right) -> {
            int compared = comparator.compare(left.record, right.record);
            return compared != 0 ? compared : Long.compare(left.position, right.position);
        });
        for (int i = 0; i < placed.length; i++) {
            entries.set(from + i, head, placed[i].position);
        }
    }

    @SuppressWarnings("unchecked")
    private Placed<T>[] placed(int from, int to) {
        Placed<T>[] placed = new Placed[to - from];
        for (int i = 0; i < placed.length; i++) {
            long position = entries.position(from + i);
            placed[i] = new Placed<>(records.apply(position), position);
        }
        return placed;
    }

    private record Placed<T>(T record, long position) {}
}
