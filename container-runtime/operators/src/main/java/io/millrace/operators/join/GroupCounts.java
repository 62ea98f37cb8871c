package io.millrace.operators.join;

import java.util.Arrays;

/** Numbers keys in the order of their coming and counts how often each came. Not thread-safe. */
final class GroupCounts {
    private static final int PLACES_AT_FIRST = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    // A place holds the number of a group plus one; 0 is free. At half full the places double.
    private int[] places = new int[PLACES_AT_FIRST];
    private long[] keys = new long[PLACES_AT_FIRST / 2];
    private int[] counts = new int[PLACES_AT_FIRST / 2];
    private int size;

    /** The group of a key, which has one record more. */
    int add(long key) {
        int place = firstPlace(key);
        while (places[place] != 0) {
            int group = places[place] - 1;
            if (keys[group] == key) {
                counts[group]++;
                return group;
            }
            place = (place + 1) & (places.length - 1);
        }
        if (size == keys.length) {
            grow();
            return add(key);
        }
        places[place] = size + 1;
        keys[size] = key;
        counts[size] = 1;
        return size++;
    }

    private int firstPlace(long key) {
        return (int) ((key * SPREAD) >>> (Long.numberOfLeadingZeros(places.length) + 1));
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
        places = new int[4 * size];
        for (int group = 0; group < size; group++) {
            int place = firstPlace(keys[group]);
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = group + 1;
        }
    }

    int size() {
        return size;
    }

    long key(int group) {
        return keys[group];
    }

    int count(int group) {
        return counts[group];
    }
}
