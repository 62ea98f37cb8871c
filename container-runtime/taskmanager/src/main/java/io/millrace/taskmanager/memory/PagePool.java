package io.millrace.taskmanager.memory;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The managed memory of one slot: counts pages against the slot's budget, allocates them when first needed and keeps
 * those that were given back. What an operator needs in order to get further at all it has even beyond the budget ({@link
 * OperatorPages#PAGES_ALWAYS}). Thread-safe: tasks of a slot may run on several threads.
 */
public final class PagePool {
    private final int pageBytes;
    private final int pagesMax;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private int inUse;

    /** @param budgetBytes rounded down to whole pages */
    public PagePool(long budgetBytes, int pageBytes) {
        if (Integer.bitCount(pageBytes) != 1) {
            throw new IllegalArgumentException("page size: expected=a power of two, actual=" + pageBytes);
        }
        this.pageBytes = pageBytes;
        this.pagesMax = (int) Math.min(Integer.MAX_VALUE, budgetBytes / pageBytes);
    }

    public int pageBytes() {
        return pageBytes;
    }

    public int pagesMax() {
        return pagesMax;
    }

    public synchronized int available() {
        return Math.max(0, pagesMax - inUse);
    }

    /** @param anyway whether the page is owed, whatever the budget says */
    synchronized byte @Nullable [] take(boolean anyway) {
        if (inUse >= pagesMax && !anyway) {
            return null;
        }
        inUse++;
        byte[] kept = free.pollLast();
        return kept != null ? kept : new byte[pageBytes];
    }

    synchronized void give(byte[] page) {
        inUse--;
        free.addLast(page);
        trim();
    }

    /** @param anyway whether the pages are owed, whatever the budget says */
    synchronized boolean reserve(int pages, boolean anyway) {
        if (pages > pagesMax - inUse && !anyway) {
            return false;
        }
        inUse += pages;
        trim();
        return true;
    }

    // Pages that lie here unused would count twice against the heap.
    private void trim() {
        while (free.size() > available()) {
            free.pollLast();
        }
    }

    synchronized void release(int pages) {
        inUse -= pages;
    }
}
