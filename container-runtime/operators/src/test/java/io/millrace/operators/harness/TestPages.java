package io.millrace.operators.harness;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import org.jspecify.annotations.Nullable;

/** A budget of a given number of pages. */
public final class TestPages implements Pages {
    private final int pageBytes;
    private final int limit;
    private int used;

    public TestPages(int pageBytes, int limit) {
        this.pageBytes = pageBytes;
        this.limit = limit;
    }

    public int used() {
        return used;
    }

    @Override
    public int pageBytes() {
        return pageBytes;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int available() {
        return limit - used;
    }

    @Override
    public byte @Nullable [] take() {
        return reserve(1) ? new byte[pageBytes] : null;
    }

    @Override
    public void give(byte[] page) {
        release(1);
    }

    @Override
    public boolean reserve(int pages) {
        if (used + pages > limit) {
            return false;
        }
        used += pages;
        return true;
    }

    @Override
    public void release(int pages) {
        if (pages > used) {
            throw new AssertionError("released " + pages + " pages of " + used);
        }
        used -= pages;
    }

    @Override
    public MemoryExhaustedException exhausted(String structure, long records) {
        return new MemoryExhaustedException(structure + " is full after " + records + " records");
    }
}
