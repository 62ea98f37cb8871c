package io.millrace.taskmanager.memory;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operator's share of a slot's pages. Not thread-safe.
 *
 * <p>The first pages are its own, whatever others hold: every algorithm gets further with them, if need be on disk, so that no
 * operator fails because others were there before it.
 */
public final class OperatorPages implements Pages {
    /** The setting that messages tell the user to raise. */
    public static final String MANAGED_MEMORY_KEY = "taskmanager.memory.managed.size";

    /** How many pages every operator has in any case: enough for each of the algorithms, twice over in a loop. */
    public static final int PAGES_ALWAYS = 16;

    private final PagePool pool;
    private final String operator;
    private final int limit;
    private final int always;
    private final Set<byte[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private int reserved;

    /**
     * @param limit it never holds more
     * @param always so many of them it gets even if the pool's budget is used up
     */
    public OperatorPages(PagePool pool, String operator, int limit, int always) {
        this.pool = pool;
        this.operator = operator;
        this.limit = limit;
        this.always = Math.min(limit, always);
    }

    private int held() {
        return taken.size() + reserved;
    }

    @Override
    public int pageBytes() {
        return pool.pageBytes();
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int available() {
        return Math.min(limit - held(), Math.max(always - held(), pool.available()));
    }

    @Override
    public byte @Nullable [] take() {
        byte[] page = held() < limit ? pool.take(held() < always) : null;
        if (page != null) {
            taken.add(page);
        }
        return page;
    }

    @Override
    public void give(byte[] page) {
        if (!taken.remove(page)) {
            throw new IllegalArgumentException("operator '" + operator
                    + "' gave back a page that it does not hold: given twice, or not taken here");
        }
        pool.give(page);
    }

    @Override
    public boolean reserve(int pages) {
        if (pages < 0) {
            throw new IllegalArgumentException("pages to reserve: expected=0 or more, actual=" + pages);
        }
        if (pages > limit - held() || !pool.reserve(pages, held() + pages <= always)) {
            return false;
        }
        reserved += pages;
        return true;
    }

    @Override
    public void release(int pages) {
        if (pages < 0 || pages > reserved) {
            throw new IllegalArgumentException(
                    "operator '" + operator + "' released " + pages + " pages: expected=0 to the reserved " + reserved);
        }
        reserved -= pages;
        pool.release(pages);
    }

    @Override
    public MemoryExhaustedException exhausted(String structure, long records) {
        return new MemoryExhaustedException("operator '" + operator + "': " + structure + " with " + records
                + " records does not fit in " + limit + " pages of " + pageBytes() + " bytes; raise '"
                + MANAGED_MEMORY_KEY + "' or the parallelism");
    }

    /** Takes back what the operator did not give back. The last call. */
    public void takeBack() {
        for (byte[] page : taken) {
            pool.give(page);
        }
        taken.clear();
        pool.release(reserved);
        reserved = 0;
    }
}
