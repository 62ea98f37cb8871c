package io.millrace.operators.sort;

import io.millrace.types.code.BigEndian;
import io.millrace.types.key.KeyPrefix;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of the records of one sort: by the first bytes of their keys, and where these do not decide, by the comparator.
 * Not thread-safe.
 */
final class RunOrder<T> {
    /** Enough for most keys to be told apart; each record carries them. */
    private static final int PREFIX_BYTES_MAX = 16;

    private final Comparator<? super T> comparator;
    private final KeyPrefix<T> prefix;
    private final int prefixBytes;
    private final boolean decides;
    private final byte[] eight = new byte[8];

    RunOrder(Comparator<? super T> comparator, KeyPrefix<T> prefix) {
        this.comparator = comparator;
        this.prefix = prefix;
        this.prefixBytes = prefix.length();
        this.decides = prefix.decides();
    }

    static <T> RunOrder<T> of(Comparator<? super T> comparator) {
        return new RunOrder<>(comparator, KeyPrefix.of(comparator, PREFIX_BYTES_MAX));
    }

    Comparator<? super T> comparator() {
        return comparator;
    }

    int prefixBytes() {
        return prefixBytes;
    }

    /** Whether records of equal prefixes are equal. */
    boolean decides() {
        return decides;
    }

    void putPrefix(T record, byte[] target, int offset) {
        prefix.put(record, target, offset);
    }

    /** The first eight bytes of a prefix, as a number that compares signed; a shorter one is filled up with zeros. */
    long headOf(byte[] bytes, int offset) {
        if (prefixBytes >= 8) {
            return (long) BigEndian.LONGS.get(bytes, offset) ^ Long.MIN_VALUE;
        }
        System.arraycopy(bytes, offset, eight, 0, prefixBytes);
        return (long) BigEndian.LONGS.get(eight, 0) ^ Long.MIN_VALUE;
    }

    /** Compares the records that two runs are at. */
    int compare(Run<T> left, Run<T> right) {
        if (prefixBytes > 0) {
            int compared = Long.compare(left.head(), right.head());
            if (compared == 0 && prefixBytes > 8) {
                compared = compareRest(left.bytes(), left.offset(), right.bytes(), right.offset());
            }
            if (compared != 0 || decides) {
                return compared;
            }
        }
        return comparator.compare(left.record(), right.record());
    }

    /** Compares what two prefixes have behind their heads. */
    int compareRest(byte[] left, int leftAt, byte[] right, int rightAt) {
        return Arrays.compareUnsigned(
                left, leftAt + 8, leftAt + prefixBytes, right, rightAt + 8, rightAt + prefixBytes);
    }
}
