package io.millrace.types.key;

import java.util.Comparator;

/** An order whose records have a {@link KeyPrefix}. */
public interface PrefixedOrder<T> extends Comparator<T> {

    /**
     * The prefix of records in this order.
     *
     * @param bytesMax the longest that is wanted, at least 1
     */
    KeyPrefix<T> prefix(int bytesMax);

    /** One order, and the next where the first finds records equal; with a prefix if the first has one. Serialisable. */
    static <T> Comparator<T> chain(Comparator<? super T> first, Comparator<? super T> next) {
        return new ChainedOrder<>(first, next);
    }
}
