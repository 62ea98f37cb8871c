package io.millrace.operators.sort;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The merge of sorted runs, record by record: {@link #peek} shows the next one, {@link #take} takes it. Not thread-safe.
 *
 * <p>A binary heap of run numbers, ordered by the next record of each run and then by the number of the run, which makes the
 * merge stable. With one run there is nothing to compare.
 */
public final class SortedRecords<T> {
    private final List<@Nullable Object[]> runs;
    private final Comparator<? super T> order;
    private final int[] positions;
    private final int[] heap;
    private int heapSize;

    SortedRecords(List<@Nullable Object[]> runs, Comparator<? super T> order) {
        this.runs = runs;
        this.order = order;
        this.positions = new int[runs.size()];
        this.heap = new int[runs.size()];
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).length > 0) {
                heap[heapSize++] = i;
            }
        }
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** Sorts one array, which becomes the merge's own. */
    @SuppressWarnings("unchecked")
    static <T> SortedRecords<T> ofOne(@Nullable Object[] records, Comparator<? super T> order) {
        Arrays.sort(records, (Comparator<Object>) order);
        return new SortedRecords<>(List.<@Nullable Object[]>of(records), order);
    }

    public boolean isEmpty() {
        return heapSize == 0;
    }

    /** The next record, which stays the next; undefined if empty. */
    public T peek() {
        return head(heap[0]);
    }

    /** Takes the next record; undefined if empty. */
    public T take() {
        int first = heap[0];
        T record = head(first);
        @Nullable Object[] run = runs.get(first);
        run[positions[first]] = null;
        if (++positions[first] == run.length) {
            heap[0] = heap[--heapSize];
        }
        sink(0);
        return record;
    }

    @SuppressWarnings("unchecked")
    private T head(int run) {
        return (T) runs.get(run)[positions[run]];
    }

    private void sink(int from) {
        int at = from;
        while (2 * at + 1 < heapSize) {
            int child = 2 * at + 1;
            if (child + 1 < heapSize && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[at])) {
                return;
            }
            int swapped = heap[at];
            heap[at] = heap[child];
            heap[child] = swapped;
            at = child;
        }
    }

    private boolean before(int left, int right) {
        int compared = order.compare(head(left), head(right));
        return compared != 0 ? compared < 0 : left < right;
    }
}
