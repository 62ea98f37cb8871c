package io.millrace.operators.spill;

import java.util.Arrays;

/** Records of one length in pages, one after the other; none goes over the end of a page. Not thread-safe. */
public final class PackedRun {
    private static final byte[] TAKEN = new byte[0];

    private final int stride;
    private final int pageEnd;
    private byte[][] pages = new byte[4][];
    private int count;
    private int filled;

    public PackedRun(int stride, int pageBytes) {
        this.stride = stride;
        this.pageEnd = pageBytes / stride * stride;
        this.filled = pageEnd;
    }

    /** Whether the next record needs another page. */
    public boolean isFull() {
        return filled == pageEnd;
    }

    public void addPage(byte[] page) {
        if (count == pages.length) {
            pages = Arrays.copyOf(pages, 2 * count);
        }
        pages[count++] = page;
        filled = 0;
    }

    /** Appends the record at a place; the run is not full. */
    public void append(byte[] from, int at) {
        System.arraycopy(from, at, pages[count - 1], filled, stride);
        filled += stride;
    }

    public int pages() {
        return count;
    }

    /** A page, from 0; without bytes if it was taken. */
    public byte[] page(int number) {
        return pages[number];
    }

    /** As {@link #page}; it is the caller's from then on. */
    public byte[] takePage(int number) {
        byte[] page = pages[number];
        pages[number] = TAKEN;
        return page;
    }

    /** How many bytes of a page, which was not taken, are records. */
    public int bytesIn(int number) {
        return number == count - 1 ? filled : pageEnd;
    }

    /** How many records were appended. */
    public long records() {
        return count == 0 ? 0 : ((long) (count - 1) * pageEnd + filled) / stride;
    }
}
