package io.millrace.types.key;

import io.millrace.dataflow.functions.KeySelector;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order whose records have a {@link KeyPrefix}. */
public interface PrefixedOrder<T> extends Comparator<T> {

    /**
     * The prefix of records in this order.
     *
     * @param bytesMax the longest that is wanted, at least 1
     */
    KeyPrefix<T> prefix(int bytesMax);

    /** What the records are ordered by, if that is ascending and the natural order of these values; else null. */
    default @Nullable KeySelector<T, ?> ascendingKey() {
        return null;
    }

    /** One order, and the next where the first finds records equal; with a prefix if the first has one. Serialisable. */
    static <T> Comparator<T> chain(Comparator<? super T> first, Comparator<? super T> next) {
        return new ChainedOrder<>(first, next);
    }
}
