package io.millrace.operators.sort;

import io.millrace.operators.spill.PagedBytes;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.code.ArrayOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records in pages, and an entry for each, which are what is sorted. Not thread-safe.
 *
 * <pre>
 * record = length of the rest: int; key prefix; the record as its type's serialiser writes it
 * entry  = head of the key prefix: long; position of the record: long   ({@link EntryTable})
 * </pre>
 *
 * A record may go over the end of a page, and over many pages. Entries are sorted by {@link EntrySort}. Before that, the bytes that
 * all heads begin with (that no key is null, the zeros of small numbers) make room for as many behind them: few heads are equal
 * then, and few prefixes are looked for among the records.
 */
final class PagedRun<T> {
    static final int LENGTH_BYTES = 4;

    private static final int HEAD_BYTES = Long.BYTES;

    private final RunOrder<T> order;
    private final RecordCodec<T> codec;
    private final int pagesMax;
    private final PagedBytes records;
    private final EntryTable entries;

    /** So many bytes, which all prefixes begin with, the heads of the sorted entries lack. */
    private int skipped;

    PagedRun(RunOrder<T> order, RecordCodec<T> codec, SpillSpace space, int pagesMax) {
        this.order = order;
        this.codec = codec;
        this.pagesMax = pagesMax;
        this.records = new PagedBytes(space.pages());
        this.entries = new EntryTable(space.pages());
    }

    int size() {
        return entries.size();
    }

    int pages() {
        return records.pages() + entries.pages();
    }

    /** A record as it lies in pages and, after its length, in files. Valid until the next call. */
    ArrayOutput serialized(T record) throws IOException {
        ArrayOutput bytes = codec.write(record, LENGTH_BYTES + order.prefixBytes());
        order.putPrefix(record, bytes.array(), LENGTH_BYTES);
        bytes.putInt(0, bytes.size() - LENGTH_BYTES);
        return bytes;
    }

    /** False, and nothing is added, if there is no room for what {@link #serialized} gave. */
    boolean add(ArrayOutput record) {
        int pagesLeft = pagesMax - pages();
        if (!entries.hasRoom()) {
            if (pagesLeft == 0 || !entries.grow()) {
                return false;
            }
            pagesLeft--;
        }
        if (!records.ensure(record.size(), pagesLeft)) {
            return false;
        }
        entries.add(order.headOf(record.array(), LENGTH_BYTES), records.append(record.array(), 0, record.size()));
        return true;
    }

    /** Sorts what was added, and reads it. */
    Run<T> sorted() {
        long first = entries.size() == 0 ? 0 : entries.head(0);
        skipCommonBytes(first);
        new EntrySort<>(entries, order, this::compareRests, this::recordAt).sort();
        return new Reading(first);
    }

    private void skipCommonBytes(long first) {
        long differing = 0;
        for (int entry = 0; entry < entries.size(); entry++) {
            differing |= entries.head(entry) ^ first;
        }
        int common = Math.min(HEAD_BYTES - 1, Long.numberOfLeadingZeros(differing) / Byte.SIZE);
        skipped = Math.max(0, Math.min(common, order.prefixBytes() - HEAD_BYTES));
        if (skipped > 0) {
            for (int entry = 0; entry < entries.size(); entry++) {
                long position = entries.position(entry);
                records.locate(position + LENGTH_BYTES + skipped, HEAD_BYTES);
                entries.set(entry, order.headOf(records.found(), records.foundAt()), position);
            }
        }
    }

    /** Compares what the prefixes of two records have behind the heads of their entries. */
    private int compareRests(long left, long right) {
        int from = HEAD_BYTES + skipped;
        return order.prefixBytes() <= from
                ? 0
                : records.compare(left + LENGTH_BYTES + from, right + LENGTH_BYTES + from, order.prefixBytes() - from);
    }

    private T recordAt(long position) {
        int prefix = order.prefixBytes();
        int length = records.intAt(position) - prefix;
        records.locate(position + LENGTH_BYTES + prefix, length);
        return codec.read(records.found(), records.foundAt(), length);
    }

    /** Forgets all records and gives their pages back. */
    void clear() {
        records.clear();
        entries.clear();
        skipped = 0;
    }

    private final class Reading implements Run<T> {
        private final long first;
        private int entry = -1;
        private byte[] bytes = {};
        private int offset;
        private int length;
        private @Nullable T record;

        /** @param first any of the heads, with the bytes that all have */
        Reading(long first) {
            this.first = first;
        }

        @Override
        public boolean next() {
            record = null;
            if (++entry >= entries.size()) {
                return false;
            }
            long position = entries.position(entry);
            length = records.intAt(position);
            records.locate(position + LENGTH_BYTES, length);
            bytes = records.found();
            offset = records.foundAt();
            return true;
        }

        // As other runs have it, which may have skipped none. The highest bit is turned, as heads compare signed.
        @Override
        public long head() {
            long head = entries.head(entry);
            if (skipped == 0) {
                return head;
            }
            int bits = skipped * Byte.SIZE;
            return (first & ~(-1L >>> bits)) | ((head ^ Long.MIN_VALUE) >>> bits);
        }

        @Override
        public T record() {
            T known = record;
            if (known == null) {
                int prefix = order.prefixBytes();
                known = codec.read(bytes, offset + prefix, length - prefix);
                record = known;
            }
            return known;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public int offset() {
            return offset;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void close() {}
    }
}
