package io.millrace.operators.join;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records of one length in pages, one after the other; none goes over the end of a page. Not thread-safe. */
final class PackedRun {
    private final int stride;
    private final int pageEnd;
    private byte[] @Nullable [] pages = new byte[4][];
    private int count;
    private int filled;

    PackedRun(int stride, int pageBytes) {
        this.stride = stride;
        this.pageEnd = pageBytes / stride * stride;
        this.filled = pageEnd;
    }

    /** Whether the next record needs another page. */
    boolean isFull() {
        return filled == pageEnd;
    }

    void addPage(byte[] page) {
        if (count == pages.length) {
            pages = Arrays.copyOf(pages, 2 * count);
        }
        pages[count++] = page;
        filled = 0;
    }

    /** Appends the record at a place; the run is not full. */
    void append(byte[] from, int at) {
        byte[] page = pages[count - 1];
        if (page == null) {
            throw new IllegalStateException("the last page was taken");
        }
        System.arraycopy(from, at, page, filled, stride);
        filled += stride;
    }

    int pages() {
        return count;
    }

    /** A page, from 0; null if it was taken. */
    byte @Nullable [] page(int number) {
        return pages[number];
    }

    /** As {@link #page}; it is the caller's from then on. */
    byte @Nullable [] takePage(int number) {
        byte[] page = pages[number];
        pages[number] = null;
        return page;
    }

    /** How many bytes of a page are records. */
    int bytesIn(int number) {
        return number == count - 1 ? filled : pageEnd;
    }

    /** How many records were appended. */
    long records() {
        return count == 0 ? 0 : ((long) (count - 1) * pageEnd + filled) / stride;
    }
}
