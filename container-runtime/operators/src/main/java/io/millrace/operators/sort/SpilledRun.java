package io.millrace.operators.sort;

import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.SpillReader;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.operators.spill.SpilledRecords;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sorted run in a file. Takes one page while it is read; the file is deleted when it was read to its end. */
final class SpilledRun<T> implements Run<T> {
    private final SpillSpace space;
    private final SpilledRecords records;
    private final SpillReader reader;
    private final RunOrder<T> order;
    private final RecordCodec<T> codec;
    private long head;
    private @Nullable T record;

    SpilledRun(SpillSpace space, SpilledRecords records, RunOrder<T> order, RecordCodec<T> codec) throws IOException {
        this.space = space;
        this.records = records;
        this.order = order;
        this.codec = codec;
        this.reader = space.open(records);
    }

    @Override
    public boolean next() throws IOException {
        record = null;
        if (!reader.next()) {
            space.delete(records);
            return false;
        }
        if (order.prefixBytes() > 0) {
            head = order.headOf(reader.bytes(), reader.offset());
        }
        return true;
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public T record() {
        T known = record;
        if (known == null) {
            int prefix = order.prefixBytes();
            known = codec.read(reader.bytes(), reader.offset() + prefix, reader.length() - prefix);
            record = known;
        }
        return known;
    }

    @Override
    public byte[] bytes() {
        return reader.bytes();
    }

    @Override
    public int offset() {
        return reader.offset();
    }

    @Override
    public int length() {
        return reader.length();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
