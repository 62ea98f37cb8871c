package io.millrace.taskmanager.memory;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operator's share of a slot's pages. Not thread-safe. */
public final class OperatorPages implements Pages {
    /** The setting that messages tell the user to raise. */
    public static final String MANAGED_MEMORY_KEY = "taskmanager.memory.managed.size";

    private final PagePool pool;
    private final String operator;
    private final int limit;
    private final Set<byte[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private int reserved;

    public OperatorPages(PagePool pool, String operator, int limit) {
        this.pool = pool;
        this.operator = operator;
        this.limit = limit;
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
        return Math.min(limit - taken.size() - reserved, pool.available());
    }

    @Override
    public byte @Nullable [] take() {
        byte[] page = taken.size() + reserved < limit ? pool.take() : null;
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
        if (pages > limit - taken.size() - reserved || !pool.reserve(pages)) {
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
