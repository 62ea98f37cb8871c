package io.millrace.operators.group;

/**
 * Spreads hashes over all 32 bits: MurmurHash3's finalisation, in which every bit of the hash changes about half of the
 * result's. It is another function than the one that chose the subtask by key group, so the keys of one subtask spread too.
 */
public final class HashSpread {
    private HashSpread() {}

    public static int of(int hash) {
        int h = hash ^ (hash >>> 16);
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >>> 16);
    }

    /**
     * What spread hashes are to be multiplied by for a place in a table of so many places: an odd number, another one for each
     * power of two.
     */
    static int orderOf(int places) {
        return 0x9E3779B9 + (Integer.numberOfTrailingZeros(places) * 0x3C6EF372);
    }

    /** As {@link #orderOf}, for whole numbers in 64 bits, whose place is given by the highest bits of the product. */
    public static long longOrderOf(int places) {
        return 0x9E3779B97F4A7C15L + Integer.numberOfTrailingZeros(places) * 0xD1B54A32D192ED02L;
    }
}
