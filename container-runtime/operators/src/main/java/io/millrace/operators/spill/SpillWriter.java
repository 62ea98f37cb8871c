package io.millrace.operators.spill;

import io.millrace.types.code.BigEndian;
import java.io.IOException;

/** Writes records to a spill file, in the form that {@link SpillBlocks} tells. Made by {@link SpillSpace#create}. */
public final class SpillWriter {
    private final SpillSpace space;
    private final SpillSpace.OpenFile target;
    private final byte[] content;
    private int filled;
    private long records;
    private long bytes;

    SpillWriter(SpillSpace space, SpillSpace.OpenFile target) {
        this.space = space;
        this.target = target;
        this.content = target.page;
    }

    public long records() {
        return records;
    }

    /** Bytes written so far, without those that wait in memory. */
    public long bytes() {
        return bytes;
    }

    /** One record. */
    public void write(byte[] from, int offset, int length) throws IOException {
        begin(length);
        append(from, offset, length);
    }

    /** Begins a record of {@code length} bytes, all of which are appended next. */
    public void begin(int length) throws IOException {
        records++;
        if (content.length - filled >= 4) {
            BigEndian.INTS.set(content, filled, length);
            filled += 4;
        } else {
            for (int shift = 24; shift >= 0; shift -= 8) {
                if (filled == content.length) {
                    flush();
                }
                content[filled++] = (byte) (length >>> shift);
            }
        }
    }

    /** A piece of the record that was begun. */
    public void append(byte[] from, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == content.length) {
                flush();
            }
            int piece = Math.min(length - done, content.length - filled);
            System.arraycopy(from, offset + done, content, filled, piece);
            filled += piece;
            done += piece;
        }
    }

    private void flush() throws IOException {
        try {
            bytes += space.blocks().write(content, filled, target.channel);
        } catch (IOException e) {
            throw space.failed("write", target.file, e);
        }
        filled = 0;
    }

    /** Writes the rest and gives the page back. The last call. */
    public SpilledRecords finish() throws IOException {
        if (filled > 0) {
            flush();
        }
        target.close();
        return new SpilledRecords(target.file, records, bytes);
    }
}
