package io.millrace.types.key;

import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.TypeInformation;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A normalised key: the first bytes of a record's sort key, such that {@code Arrays.compareUnsigned} of them never
 * contradicts the order of the records. Smaller bytes mean a smaller record; of equal bytes the comparator must be asked,
 * unless the prefix {@link #decides}.
 *
 * <p>One thread at a time; serialisable, as the comparators it comes from are.
 *
 * @param <T> the class of the records
 */
public interface KeyPrefix<T> extends Serializable {

    /** Where a null key stands, whether the order is ascending or descending. */
    enum Nulls {
        /** Nowhere: {@link #put} throws a NullFieldException. */
        REFUSED,
        FIRST,
        LAST
    }

    /** The number of bytes that {@link #put} writes; 0 if records of this order have no prefix. */
    int length();

    /** Whether records of equal prefixes are equal in this order. */
    boolean decides();

    /**
     * Writes the prefix of a record: always {@link #length} bytes.
     *
     * @throws io.millrace.dataflow.types.NullFieldException if the key is null and nulls are refused
     * @throws ClassCastException if the key is not of the type that the prefix was made for
     */
    void put(T record, byte[] target, int offset);

    /** The prefix of an order that has none: no bytes, and nothing decided. */
    @SuppressWarnings("unchecked")
    static <T> KeyPrefix<T> none() {
        return (KeyPrefix<T>) NoPrefix.NO_PREFIX;
    }

    /**
     * The prefix of records in a comparator's order.
     *
     * @param order a {@link PrefixedOrder}, such as {@link FieldOrder}; others have no prefix
     * @param bytesMax the longest that is wanted, at least 1
     */
    @SuppressWarnings("unchecked")
    static <T> KeyPrefix<T> of(Comparator<? super T> order, int bytesMax) {
        return order instanceof PrefixedOrder<?> prefixed ? ((PrefixedOrder<T>) prefixed).prefix(bytesMax) : none();
    }

    /**
     * The prefix of values of a type, in the order of {@link KeyOrder}.
     *
     * @param bytesMax the longest that is wanted, at least 1; with nulls, one byte of it is for them
     */
    static <T> KeyPrefix<T> of(TypeInformation<T> type, Order order, Nulls nulls, int bytesMax) {
        return CodedPrefix.of(type, order == Order.DESCENDING, nulls, bytesMax);
    }

    /**
     * The prefix of records by a key that is taken from them and is never null.
     *
     * @param key gives a record's key; serialisable by its interface
     * @param type the type of the keys
     * @param bytesMax the longest that is wanted, at least 1
     */
    static <T> KeyPrefix<T> ofKeys(KeyOf<T> key, TypeInformation<?> type, Order order, int bytesMax) {
        return ExtractedPrefix.of(key, of(type, order, Nulls.REFUSED, bytesMax));
    }

    /** Takes the key from a record. */
    interface KeyOf<T> extends Serializable {
        Object keyOf(T record);
    }
}
