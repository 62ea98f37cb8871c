package io.millrace.operators.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The merge of sorted runs, record by record: {@link #peek} shows the next one, {@link #take} takes it. Not thread-safe.
 *
 * <p>User code iterates over it, so an {@link IOException} comes as an {@link UncheckedIOException}.
 */
public final class SortedRecords<T> {
    private final LoserTree<T> merge;

    SortedRecords(List<Run<T>> runs, RunOrder<T> order) throws IOException {
        this.merge = new LoserTree<>(runs, order);
    }

    /** Sorts one array, which becomes the merge's own. */
    @SuppressWarnings("unchecked")
    static <T> SortedRecords<T> ofOne(@Nullable Object[] records, Comparator<? super T> order) {
        Arrays.sort(records, (Comparator<Object>) order);
        try {
            return new SortedRecords<>(List.of(new ObjectRun<>(records)), RunOrder.of(order));
        } catch (IOException e) {
            throw new UncheckedIOException("a run in memory failed", e);
        }
    }

    public boolean isEmpty() {
        return merge.isEmpty();
    }

    /** The next record, which stays the next; undefined if empty. */
    public T peek() {
        return merge.first().record();
    }

    /** Takes the next record; undefined if empty. */
    public T take() {
        T record = merge.first().record();
        try {
            merge.advance();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return record;
    }
}
