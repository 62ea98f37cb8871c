package io.millrace.operators.join;

import io.millrace.dataflow.contract.Pages;
import io.millrace.operators.spill.PackedRun;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records of fixed length, found by keys that are whole numbers, as bytes in pages: those of a key lie side by side, so that
 * giving them is one look-up and a walk through memory. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Append each record to a run as it comes.
 *   <li>At the end deal the run out to partitions by key, so small that each stays in the processor's cache.
 *   <li>Of each partition count the records of each key, which says where each group begins; put each record into its group,
 *       behind the number of the group's records; note the group's place in an index.
 * </ol>
 * Memory: the pages that it reserves: the records, two numbers a place of the index ({@link LongIndex}), and at the end one page
 * a partition and another copy of the largest one.
 */
final class PackedTable<K, B> {
    /** Records longer than that part of a page are not for this table. */
    static final int RECORDS_A_PAGE_MIN = 4;

    private static final int COUNT_BYTES = Integer.BYTES;
    private static final int PARTITION_BYTES = 1 << 19;
    private static final int PARTITIONS_MAX = 1 << 12;

    /** What {@link GroupCounts} needs for a record whose key no other has, and the number of its group. */
    private static final int SCRATCH_BYTES = 40;

    private final Pages pages;
    private final PackedLayout<K, B> layout;
    private final int stride;
    private final int pageBytes;
    private final int shift;
    private final int mask;
    private final LongIndex index;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private int reserved;

    // As they came; then in partitions; at last in groups.
    private PackedRun run;
    private PackedRun[] partitions = {};
    private byte[][] grouped = new byte[16][];
    private int groupedPages;
    private long end;

    PackedTable(Pages pages, PackedLayout<K, B> layout) {
        this.pages = pages;
        this.layout = layout;
        this.stride = layout.stride();
        this.pageBytes = pages.pageBytes();
        this.shift = Integer.numberOfTrailingZeros(pageBytes);
        this.mask = pageBytes - 1;
        this.index = new LongIndex(pages);
        this.run = new PackedRun(stride, pageBytes);
    }

    /** Adds a record as its layout packs it; false if there is no room. */
    boolean add(byte[] packed) {
        if (run.isFull()) {
            byte[] page = newPage();
            if (page == null) {
                return false;
            }
            run.addPage(page);
        }
        run.append(packed, 0);
        return true;
    }

    // Counted, not taken: what does not fit in the end must be read while somebody else has the pages.
    private byte @Nullable [] newPage() {
        byte[] left = free.poll();
        if (left != null) {
            return left;
        }
        if (!pages.reserve(1)) {
            return null;
        }
        reserved++;
        return new byte[pageBytes];
    }

    /** All records were added; false if there is no room to put them in order, and then they can only be drained. */
    boolean finish() {
        if (!split()) {
            return false;
        }
        for (PackedRun partition : partitions) {
            if (!group(partition)) {
                return false;
            }
        }
        partitions = new PackedRun[0];
        pages.release(free.size());
        reserved -= free.size();
        free.clear();
        return true;
    }

    private boolean split() {
        PackedRun whole = run;
        int bits = partitionBits((long) whole.pages() * pageBytes);
        if (bits == 0) {
            partitions = new PackedRun[] {whole};
            run = new PackedRun(stride, pageBytes);
            return true;
        }
        // As many pages as partitions are enough: all others come from the run.
        int count = 1 << bits;
        if (!pages.reserve(count)) {
            return false;
        }
        reserved += count;
        partitions = new PackedRun[count];
        for (int i = 0; i < count; i++) {
            free.add(new byte[pageBytes]);
            partitions[i] = new PackedRun(stride, pageBytes);
        }
        for (int number = 0; number < whole.pages(); number++) {
            byte[] page = whole.page(number);
            int bytes = whole.bytesIn(number);
            for (int at = 0; at < bytes; at += stride) {
                PackedRun partition = partitions[partitionOf(layout.key(page, at), bits)];
                if (partition.isFull()) {
                    partition.addPage(free.remove());
                }
                partition.append(page, at);
            }
            recycle(whole, number);
        }
        run = new PackedRun(stride, pageBytes);
        return true;
    }

    private static int partitionBits(long bytes) {
        int bits = 0;
        while (bytes >>> bits > PARTITION_BYTES && 1 << bits < PARTITIONS_MAX) {
            bits++;
        }
        return bits;
    }

    /** By the finalisation of MurmurHash3: independent of how the index spreads keys. */
    private static int partitionOf(long key, int bits) {
        long h = key;
        h ^= h >>> 33;
        h *= 0xFF51AFD7ED558CCDL;
        h ^= h >>> 33;
        h *= 0xC4CEB9FE1A85EC53L;
        return (int) (h >>> (Long.SIZE - bits));
    }

    private void recycle(PackedRun from, int number) {
        free.add(from.takePage(number));
    }

    private boolean group(PackedRun records) {
        long bytes = records.records() * SCRATCH_BYTES;
        if (bytes > Integer.MAX_VALUE) {
            return false;
        }
        int scratch = (int) (bytes / pageBytes);
        if (!pages.reserve(scratch)) {
            return false;
        }
        try {
            return groupWithin(records);
        } finally {
            pages.release(scratch);
        }
    }

    private boolean groupWithin(PackedRun records) {
        int[] groupOf = new int[(int) records.records()];
        GroupCounts groups = count(records, groupOf);
        long[] next = new long[groups.size()];
        long position = end;
        for (int g = 0; g < next.length; g++) {
            position = placeOfCount(position);
            next[g] = position;
            position = behind(position + COUNT_BYTES, groups.count(g));
        }
        if (!makeRoom(position)) {
            return false;
        }
        for (int g = 0; g < next.length; g++) {
            if (!index.insert(groups.key(g), next[g])) {
                return false;
            }
            PackedLayout.putInt(grouped[(int) (next[g] >>> shift)], (int) next[g] & mask, groups.count(g));
            next[g] += COUNT_BYTES;
        }
        place(records, groupOf, next);
        end = position;
        return true;
    }

    private GroupCounts count(PackedRun records, int[] groupOf) {
        GroupCounts groups = new GroupCounts();
        int i = 0;
        for (int number = 0; number < records.pages(); number++) {
            byte[] page = records.page(number);
            int bytes = records.bytesIn(number);
            for (int at = 0; at < bytes; at += stride) {
                groupOf[i++] = groups.add(layout.key(page, at));
            }
        }
        return groups;
    }

    private void place(PackedRun records, int[] groupOf, long[] next) {
        int i = 0;
        for (int number = 0; number < records.pages(); number++) {
            byte[] page = records.page(number);
            int bytes = records.bytesIn(number);
            for (int at = 0; at < bytes; at += stride) {
                int group = groupOf[i++];
                long to = placeOfRecord(next[group]);
                System.arraycopy(page, at, grouped[(int) (to >>> shift)], (int) to & mask, stride);
                next[group] = to + stride;
            }
            recycle(records, number);
        }
    }

    /** Neither a number nor a record goes over the end of a page. */
    private long placeOfCount(long position) {
        return ((int) position & mask) + COUNT_BYTES > pageBytes ? nextPage(position) : position;
    }

    private long placeOfRecord(long position) {
        return ((int) position & mask) + stride > pageBytes ? nextPage(position) : position;
    }

    private long nextPage(long position) {
        return ((position >>> shift) + 1) << shift;
    }

    /** Behind so many records that begin at a position. */
    private long behind(long position, int records) {
        int fitting = (pageBytes - ((int) position & mask)) / stride;
        if (records <= fitting) {
            return position + (long) records * stride;
        }
        int left = records - fitting;
        int perPage = pageBytes / stride;
        int whole = (left - 1) / perPage;
        return (((position >>> shift) + 1 + whole) << shift) + (long) (left - whole * perPage) * stride;
    }

    private boolean makeRoom(long until) {
        int wanted = (int) ((until + mask) >>> shift);
        while (groupedPages < wanted) {
            byte[] page = newPage();
            if (page == null) {
                return false;
            }
            if (groupedPages == grouped.length) {
                grouped = Arrays.copyOf(grouped, 2 * groupedPages);
            }
            grouped[groupedPages++] = page;
        }
        return true;
    }

    /**
     * Gives all pairs of a probe record; false if there is none.
     *
     * @param last whether nobody needs the probe record after the last of them
     */
    <P> boolean probe(long key, P record, boolean last, KeptTable.Pairs<B, P> pairs) throws Exception {
        long position = index.find(key);
        if (position < 0) {
            return false;
        }
        int number = (int) (position >>> shift);
        byte[] page = grouped[number];
        int at = (int) position & mask;
        int left = PackedLayout.intAt(page, at);
        at += COUNT_BYTES;
        while (left > 0) {
            if (at + stride > pageBytes) {
                page = grouped[++number];
                at = 0;
            }
            left--;
            pairs.join(layout.read(page, at), record, last && left == 0);
            at += stride;
        }
        return true;
    }

    /** Gives all pages back, then all records, in no order, and forgets them. */
    void drain(KeptTable.Records<B> to) throws Exception {
        index.clear();
        pages.release(reserved);
        reserved = 0;
        free.clear();
        long position = 0;
        while (position < end) {
            position = placeOfCount(position);
            int left = PackedLayout.intAt(grouped[(int) (position >>> shift)], (int) position & mask);
            position += COUNT_BYTES;
            for (; left > 0; left--) {
                position = placeOfRecord(position);
                to.take(layout.read(grouped[(int) (position >>> shift)], (int) position & mask));
                position += stride;
            }
        }
        for (PackedRun partition : partitions) {
            drain(partition, to);
        }
        drain(run, to);
        clear();
    }

    private void drain(PackedRun records, KeptTable.Records<B> to) throws Exception {
        for (int number = 0; number < records.pages(); number++) {
            byte[] page = records.takePage(number);
            int bytes = Math.min(page.length, records.bytesIn(number));
            for (int at = 0; at < bytes; at += stride) {
                to.take(layout.read(page, at));
            }
        }
    }

    /** Forgets all records and gives the memory back. */
    void clear() {
        index.clear();
        pages.release(reserved);
        reserved = 0;
        free.clear();
        run = new PackedRun(stride, pageBytes);
        partitions = new PackedRun[0];
        grouped = new byte[16][];
        groupedPages = 0;
        end = 0;
    }
}
