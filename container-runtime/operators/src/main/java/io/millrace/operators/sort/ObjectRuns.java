package io.millrace.operators.sort;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.operators.spill.SpillSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that a sort keeps as objects, in runs of limited length: each is sorted when it is full, which spreads the work
 * over the input. Not thread-safe.
 */
final class ObjectRuns<T> {
    /** Sorting so many takes some ten milliseconds. */
    static final int RUN_RECORDS = 1 << 16;

    /** A reference, and the slack of the array. */
    private static final int PLACE_BYTES = 8;

    private final Comparator<? super T> order;
    private final ObjectBudget<T> budget;
    private final int runsMax;
    private final List<@Nullable Object[]> full = new ArrayList<>();
    private @Nullable Object[] run = new Object[64];
    private int inRun;

    /** @param runsMax no more full runs than this are kept */
    ObjectRuns(Comparator<? super T> order, SpillSpace space, TypeSerializer<T> serializer, int pagesMax, int runsMax) {
        this.order = order;
        this.budget = new ObjectBudget<>(space.pages(), pagesMax, serializer, PLACE_BYTES);
        this.runsMax = runsMax;
    }

    boolean isEmpty() {
        return inRun == 0 && full.isEmpty();
    }

    /** The pages that are counted for the records. */
    int pages() {
        return budget.reserved();
    }

    /** False, and nothing is added, if there is no room. */
    boolean add(T record) {
        if ((inRun == RUN_RECORDS && full.size() + 1 >= runsMax) || !budget.take(record)) {
            return false;
        }
        if (inRun == run.length) {
            makeRoom();
        }
        run[inRun++] = record;
        return true;
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
        full.add(inRun == run.length ? run : Arrays.copyOf(run, inRun));
        inRun = 0;
    }

    /** Hands all records over in the order of their arrival, and forgets them. Only while there is no full run. */
    ObjectRun<T> drain() {
        if (!full.isEmpty()) {
            throw new IllegalStateException(full.size() + " runs are sorted already");
        }
        ObjectRun<T> records = new ObjectRun<>(inRun == run.length ? run : Arrays.copyOf(run, inRun));
        clear();
        return records;
    }

    /** All records, sorted in runs. The last call before {@link #clear}. */
    List<Run<T>> sorted() {
        if (inRun > 0) {
            finishRun();
        }
        run = new Object[64];
        List<Run<T>> runs = new ArrayList<>();
        full.forEach(each -> runs.add(new ObjectRun<>(each)));
        return runs;
    }

    /** Forgets all records and gives their memory back. */
    void clear() {
        full.clear();
        run = new Object[64];
        inRun = 0;
        budget.clear();
    }
}
