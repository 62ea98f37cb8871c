package io.millrace.operators.spill;

import io.millrace.types.code.BigEndian;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a spill file, one after the other. Made by {@link SpillSpace#open}.
 *
 * <p>After {@link #next} the record is at {@link #offset} of {@link #bytes}, until the next call.
 */
public final class SpillReader {
    private final SpillSpace space;
    private final SpilledRecords records;
    private final SpillSpace.OpenFile source;
    private final byte[] content;

    // What is known of the file: the header of the block after the one in the page, and where that block begins.
    private SpillBlocks.@Nullable Header following;
    private int contentEnd;
    private int contentAt;

    // The record that next() went to.
    private long read;
    private byte[] bytes;
    private int offset;
    private int length;

    /** Holds a record that is cut by the end of a block. */
    private byte[] whole = {};

    SpillReader(SpillSpace space, SpilledRecords records, SpillSpace.OpenFile source) {
        this.space = space;
        this.records = records;
        this.source = source;
        this.content = source.page;
        this.bytes = content;
    }

    /** Goes to the next record; false if there is none, and then the reader is closed. */
    public boolean next() throws IOException {
        if (read == records.count()) {
            close();
            return false;
        }
        try {
            nextRecord();
        } catch (IOException e) {
            throw space.failed("read", source.file, e);
        }
        read++;
        return true;
    }

    private void nextRecord() throws IOException {
        length = nextLength();
        if (length < 0) {
            throw new StreamCorruptedException("record " + read + " has a length of " + length);
        }
        if (length <= contentEnd - contentAt) {
            bytes = content;
            offset = contentAt;
            contentAt += length;
            return;
        }
        bytes = put(length);
        offset = 0;
    }

    private int nextLength() throws IOException {
        if (contentEnd - contentAt >= 4) {
            int next = (int) BigEndian.INTS.get(content, contentAt);
            contentAt += 4;
            return next;
        }
        int next = 0;
        for (int i = 0; i < 4; i++) {
            if (contentAt == contentEnd) {
                nextBlock();
            }
            next = (next << 8) | (content[contentAt++] & 0xff);
        }
        return next;
    }

    private byte[] put(int wanted) throws IOException {
        if (whole.length < wanted) {
            whole = new byte[wanted];
        }
        int done = 0;
        while (done < wanted) {
            if (contentAt == contentEnd) {
                nextBlock();
            }
            int piece = Math.min(wanted - done, contentEnd - contentAt);
            System.arraycopy(content, contentAt, whole, done, piece);
            contentAt += piece;
            done += piece;
        }
        return whole;
    }

    private void nextBlock() throws IOException {
        SpillBlocks blocks = space.blocks();
        SpillBlocks.Header block = following == null ? blocks.first(source.channel) : following;
        boolean last = block.at() + block.stored() >= records.bytes();
        following = blocks.read(block, content, last, source.channel);
        contentAt = 0;
        contentEnd = block.content();
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** Gives the page back. Repeating it is harmless. */
    public void close() throws IOException {
        source.close();
    }
}
