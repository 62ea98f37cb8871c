package io.millrace.operators.sort;

import io.millrace.dataflow.contract.Pages;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entries of a run in pages, 16 bytes each: the head of a record's key and the record's position. A page has only whole
 * entries. Not thread-safe.
 */
final class EntryTable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Pages pages;
    private final int shift;
    private final int mask;
    private byte[][] held = new byte[16][];
    private int count;
    private int size;

    EntryTable(Pages pages) {
        this.pages = pages;
        this.shift = Integer.numberOfTrailingZeros(pages.pageBytes()) - 4;
        this.mask = (1 << shift) - 1;
    }

    int size() {
        return size;
    }

    int pages() {
        return count;
    }

    boolean hasRoom() {
        return size >>> shift < count;
    }

    /** Takes another page; false if there is none. */
    boolean grow() {
        byte[] page = pages.take();
        if (page == null) {
            return false;
        }
        if (count == held.length) {
            held = Arrays.copyOf(held, 2 * count);
        }
        held[count++] = page;
        return true;
    }

    void add(long head, long position) {
        set(size++, head, position);
    }

    long head(int entry) {
        return (long) LONGS.get(held[entry >>> shift], (entry & mask) << 4);
    }

    long position(int entry) {
        return (long) LONGS.get(held[entry >>> shift], ((entry & mask) << 4) + 8);
    }

    void set(int entry, long head, long position) {
        byte[] page = held[entry >>> shift];
        int at = (entry & mask) << 4;
        LONGS.set(page, at, head);
        LONGS.set(page, at + 8, position);
    }

    void swap(int one, int other) {
        long head = head(one);
        long position = position(one);
        set(one, head(other), position(other));
        set(other, head, position);
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            pages.give(held[i]);
        }
        held = new byte[16][];
        count = 0;
        size = 0;
    }
}
