package io.millrace.operators.spill;

import io.millrace.dataflow.contract.Pages;
import io.millrace.types.code.BigEndian;
import java.util.Arrays;

/** Bytes in pages, one after the other; a position counts from the first byte of the first page. Not thread-safe. */
public final class PagedBytes {
    private static final byte[] NONE = {};

    private final Pages pages;
    private final int shift;
    private final int mask;
    private byte[][] held = new byte[16][];
    private int count;
    private long end;

    // What locate() found.
    private byte[] found = NONE;
    private int foundAt;

    /** Holds bytes that go over the end of a page. */
    private byte[] whole = NONE;

    public PagedBytes(Pages pages) {
        this.pages = pages;
        this.shift = Integer.numberOfTrailingZeros(pages.pageBytes());
        this.mask = pages.pageBytes() - 1;
    }

    /** How many pages are held. */
    public int pages() {
        return count;
    }

    /** Makes room for {@code bytes} more by at most {@code pagesMax} more pages; false if that does not do. */
    public boolean ensure(int bytes, int pagesMax) {
        int wanted = (int) ((end + bytes + mask) >>> shift);
        if (wanted - count > pagesMax) {
            return false;
        }
        while (count < wanted) {
            byte[] page = pages.take();
            if (page == null) {
                return false;
            }
            if (count == held.length) {
                held = Arrays.copyOf(held, 2 * count);
            }
            held[count++] = page;
        }
        return true;
    }

    /** Appends bytes for which there is room, and returns the position of the first. */
    public long append(byte[] from, int offset, int length) {
        long start = end;
        int done = 0;
        while (done < length) {
            int at = (int) end & mask;
            int piece = Math.min(length - done, mask + 1 - at);
            System.arraycopy(from, offset + done, held[(int) (end >>> shift)], at, piece);
            end += piece;
            done += piece;
        }
        return start;
    }

    public int intAt(long position) {
        int at = (int) position & mask;
        if (at + 4 <= mask + 1) {
            return (int) BigEndian.INTS.get(held[(int) (position >>> shift)], at);
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | byteAt(position + i);
        }
        return value;
    }

    private int byteAt(long position) {
        return held[(int) (position >>> shift)][(int) position & mask] & 0xff;
    }

    /** Compares two ranges of equal length, byte by byte, unsigned. */
    public int compare(long left, long right, int length) {
        int leftAt = (int) left & mask;
        int rightAt = (int) right & mask;
        if (leftAt + length <= mask + 1 && rightAt + length <= mask + 1) {
            return Arrays.compareUnsigned(
                    held[(int) (left >>> shift)],
                    leftAt,
                    leftAt + length,
                    held[(int) (right >>> shift)],
                    rightAt,
                    rightAt + length);
        }
        for (int i = 0; i < length; i++) {
            int compared = byteAt(left + i) - byteAt(right + i);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /**
     * Finds {@code length} bytes: they are at {@link #foundAt} of {@link #found}, which is the page that they are in; or a copy,
     * valid until the next call, if they go over its end.
     */
    public void locate(long position, int length) {
        int at = (int) position & mask;
        if (at + length <= mask + 1) {
            found = length == 0 ? NONE : held[(int) (position >>> shift)];
            foundAt = length == 0 ? 0 : at;
            return;
        }
        if (whole.length < length) {
            whole = new byte[length];
        }
        int done = 0;
        while (done < length) {
            int from = (int) (position + done) & mask;
            int piece = Math.min(length - done, mask + 1 - from);
            System.arraycopy(held[(int) ((position + done) >>> shift)], from, whole, done, piece);
            done += piece;
        }
        found = whole;
        foundAt = 0;
    }

    public byte[] found() {
        return found;
    }

    public int foundAt() {
        return foundAt;
    }

    /** Forgets all bytes and gives the pages back. */
    public void clear() {
        for (int i = 0; i < count; i++) {
            pages.give(held[i]);
        }
        held = new byte[16][];
        count = 0;
        end = 0;
        found = NONE;
        whole = NONE;
    }
}
