package io.millrace.iterations.step;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages of the operators of single supersteps: what one of them did not give back is taken back at its end. */
final class StepPages implements Pages {
    private final Pages all;
    private final int limit;
    private final Set<byte[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private int reserved;

    /** @param kept how many pages are for what stays from superstep to superstep */
    StepPages(Pages all, int kept) {
        this.all = all;
        this.limit = Math.max(1, all.limit() - kept);
    }

    @Override
    public int pageBytes() {
        return all.pageBytes();
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int available() {
        return Math.min(all.available(), limit - taken.size() - reserved);
    }

    @Override
    public byte @Nullable [] take() {
        byte[] page = taken.size() + reserved < limit ? all.take() : null;
        if (page != null) {
            taken.add(page);
        }
        return page;
    }

    @Override
    public void give(byte[] page) {
        taken.remove(page);
        all.give(page);
    }

    @Override
    public boolean reserve(int pages) {
        if (pages > limit - taken.size() - reserved || !all.reserve(pages)) {
            return false;
        }
        reserved += pages;
        return true;
    }

    @Override
    public void release(int pages) {
        reserved -= pages;
        all.release(pages);
    }

    @Override
    public MemoryExhaustedException exhausted(String structure, long records) {
        return all.exhausted(structure, records);
    }

    void takeBack() {
        taken.forEach(all::give);
        taken.clear();
        all.release(reserved);
        reserved = 0;
    }
}
