package io.millrace.operators.sort;

import io.millrace.operators.spill.PagedBytes;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.serial.ByteArrayOutput;
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
 * A record may go over the end of a page, and over many pages. Entries are sorted by {@link EntrySort}.
 */
final class PagedRun<T> {
    static final int LENGTH_BYTES = 4;

    private final RunOrder<T> order;
    private final RecordCodec<T> codec;
    private final int pagesMax;
    private final PagedBytes records;
    private final EntryTable entries;

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
    ByteArrayOutput serialized(T record) throws IOException {
        ByteArrayOutput bytes = codec.write(record, LENGTH_BYTES + order.prefixBytes());
        order.putPrefix(record, bytes.bytes(), LENGTH_BYTES);
        bytes.putInt(0, bytes.size() - LENGTH_BYTES);
        return bytes;
    }

    /** False, and nothing is added, if there is no room for what {@link #serialized} gave. */
    boolean add(ByteArrayOutput record) {
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
        entries.add(order.headOf(record.bytes(), LENGTH_BYTES), records.append(record.bytes(), 0, record.size()));
        return true;
    }

    /** Sorts what was added, and reads it. */
    Run<T> sorted() {
        new EntrySort<>(entries, order, this::compareRests, this::recordAt).sort();
        return new Reading();
    }

    /** Compares what the prefixes of two records have behind their heads. */
    private int compareRests(long left, long right) {
        return order.prefixBytes() <= 8
                ? 0
                : records.compare(left + LENGTH_BYTES + 8, right + LENGTH_BYTES + 8, order.prefixBytes() - 8);
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
    }

    private final class Reading implements Run<T> {
        private int entry = -1;
        private byte[] bytes = {};
        private int offset;
        private int length;
        private @Nullable T record;

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

        @Override
        public long head() {
            return entries.head(entry);
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
