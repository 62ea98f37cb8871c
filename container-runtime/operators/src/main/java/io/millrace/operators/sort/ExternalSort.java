package io.millrace.operators.sort;

import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.SpillFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts records, stably. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Fill a run with records; when it is full, sort it and begin another.
 *   <li>At the end, sort the last run and merge all runs: a heap holds the next record of each run, equal records in the
 *       order of their runs.
 * </ol>
 * Sorting run by run spreads the work over the input, so that no single call takes long.
 *
 * <p>Memory: {@link #RECORD_BYTES} per record are reserved from the pages. Runs stay in memory: when the budget is used up,
 * {@link #add} throws what {@link Pages#exhausted} says. The spill files are where runs will go that do not fit.
 */
public final class ExternalSort<T> {
    /** What a record is taken to need, with its place in the run. */
    static final int RECORD_BYTES = 64;

    /** Records per run: sorting one takes some ten milliseconds. */
    private static final int RUN_RECORDS = 1 << 16;

    private final String name;
    private final Comparator<? super T> order;
    private final Pages pages;
    private final int recordsPerPage;

    private final List<@Nullable Object[]> runs = new ArrayList<>();
    private @Nullable Object[] run = new Object[64];
    private int inRun;
    private long size;
    private long reserved;
    private int reservedPages;

    /** @param name as the error calls the sorter when memory is used up */
    public ExternalSort(String name, Comparator<? super T> order, Pages pages, SpillFiles files) {
        this.name = name;
        this.order = order;
        this.pages = pages;
        this.recordsPerPage = Math.max(1, pages.pageBytes() / RECORD_BYTES);
    }

    public long size() {
        return size;
    }

    public void add(T record) {
        if (size == reserved) {
            reserve();
        }
        if (inRun == run.length) {
            makeRoom();
        }
        run[inRun++] = record;
        size++;
    }

    private void reserve() {
        if (!pages.reserve(1)) {
            throw pages.exhausted(name, size);
        }
        reservedPages++;
        reserved += recordsPerPage;
    }

    private void makeRoom() {
        if (inRun < RUN_RECORDS) {
            run = Arrays.copyOf(run, Math.min(RUN_RECORDS, run.length * 2));
        } else {
            finishRun();
            run = new Object[RUN_RECORDS];
        }
    }

    @SuppressWarnings("unchecked")
    private void finishRun() {
        Arrays.sort(run, 0, inRun, (Comparator<Object>) order);
        runs.add(inRun == run.length ? run : Arrays.copyOf(run, inRun));
        inRun = 0;
    }

    /** All records in order. Call once, after the last {@link #add}. */
    public SortedRecords<T> sorted() {
        if (inRun > 0 || runs.isEmpty()) {
            finishRun();
        }
        run = new Object[0];
        return new SortedRecords<>(List.copyOf(runs), order);
    }

    /** Gives the memory back. */
    public void close() {
        pages.release(reservedPages);
        reservedPages = 0;
        runs.clear();
    }
}
