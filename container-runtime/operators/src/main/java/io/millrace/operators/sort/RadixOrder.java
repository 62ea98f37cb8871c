package io.millrace.operators.sort;

/**
 * Numbers from 0 in the order of the keys that were put beside them; those of equal keys in their own. Not thread-safe.
 *
 * <p>Algorithm: from the lowest byte of the keys to the highest, deal all by that byte; bytes that are equal in all keys are left out.
 * Memory: {@link #ENTRY_BYTES} a key.
 */
final class RadixOrder {
    static final int ENTRY_BYTES = 2 * (Long.BYTES + Integer.BYTES);

    private static final int BITS = 8;
    private static final int DIGITS = 1 << BITS;

    private long[] keys;
    private int[] numbers;
    private long[] otherKeys;
    private int[] otherNumbers;
    private int size;
    private long differing;

    /** @param sizeMax how many keys are put at most */
    RadixOrder(int sizeMax) {
        keys = new long[sizeMax];
        numbers = new int[sizeMax];
        otherKeys = new long[sizeMax];
        otherNumbers = new int[sizeMax];
    }

    void clear() {
        size = 0;
        differing = 0;
    }

    int size() {
        return size;
    }

    /** @param key compares unsigned */
    void put(long key) {
        differing |= key ^ (size == 0 ? key : keys[0]);
        keys[size] = key;
        numbers[size] = size;
        size++;
    }

    void sort() {
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if (((differing >>> shift) & (DIGITS - 1)) != 0) {
                deal(shift);
            }
        }
    }

    private void deal(int shift) {
        int[] next = new int[DIGITS + 1];
        for (int i = 0; i < size; i++) {
            next[(int) ((keys[i] >>> shift) & (DIGITS - 1)) + 1]++;
        }
        for (int digit = 1; digit < DIGITS; digit++) {
            next[digit] += next[digit - 1];
        }
        for (int i = 0; i < size; i++) {
            int to = next[(int) ((keys[i] >>> shift) & (DIGITS - 1))]++;
            otherKeys[to] = keys[i];
            otherNumbers[to] = numbers[i];
        }
        long[] dealtKeys = otherKeys;
        otherKeys = keys;
        keys = dealtKeys;
        int[] dealtNumbers = otherNumbers;
        otherNumbers = numbers;
        numbers = dealtNumbers;
    }

    long key(int at) {
        return keys[at];
    }

    int number(int at) {
        return numbers[at];
    }
}
