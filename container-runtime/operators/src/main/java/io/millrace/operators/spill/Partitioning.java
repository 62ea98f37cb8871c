package io.millrace.operators.spill;

/**
 * Deals keys out to partitions by hash, by another function at each level, so that what fell into one partition is dealt out
 * anew one level deeper: the highest bits of MurmurHash3's finalisation of the hash and the level.
 */
public final class Partitioning {
    private static final int PARTITIONS_MAX = 64;

    private final int level;
    private final int shift;

    /**
     * @param level 0 for the input itself
     * @param partitions a power of two, 2 or more
     */
    public Partitioning(int level, int partitions) {
        this.level = level;
        this.shift = 32 - Integer.numberOfTrailingZeros(partitions);
    }

    /** Into how many partitions an operator of so many pages deals, each of which needs one: 64, or fewer if pages are few. */
    public static int partitions(int pages) {
        return Math.max(2, Math.min(PARTITIONS_MAX, Integer.highestOneBit(Math.max(1, pages / 4))));
    }

    /** The partition of a key by its hash. */
    public int of(int hash) {
        int h = hash + (level + 1) * 0x9E3779B9;
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        return (h ^ (h >>> 16)) >>> shift;
    }
}
