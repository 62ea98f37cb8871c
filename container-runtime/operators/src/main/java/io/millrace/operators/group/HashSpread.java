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
}
