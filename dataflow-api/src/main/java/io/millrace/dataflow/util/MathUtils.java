package io.millrace.dataflow.util;

/** Integer arithmetic and hashing. */
public final class MathUtils {
    private MathUtils() {}

    /** @throws IllegalArgumentException unless {@code value} is more than 0 */
    public static int log2floor(int value) {
        if (value == 0) {
            throw new ArithmeticException("Logarithm of zero is undefined.");
        }
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /** @throws IllegalArgumentException unless {@code value} is a power of two */
    public static int log2strict(int value) {
        if (value == 0) {
            throw new ArithmeticException("Logarithm of zero is undefined.");
        }
        if (!isPowerOf2(value)) {
            throw new IllegalArgumentException("The given value " + value + " is not a power of two.");
        }
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /** The greatest power of two that is not greater than {@code value}. */
    public static int roundDownToPowerOf2(int value) {
        return Integer.highestOneBit(value);
    }

    /** The smallest power of two that is not smaller than {@code x}, which is 1 to 2^30. */
    public static int roundUpToPowerOfTwo(int x) {
        return x <= 1 ? 1 : Integer.highestOneBit(x - 1) << 1;
    }

    public static boolean isPowerOf2(long value) {
        return (value & (value - 1)) == 0;
    }

    /** @throws IllegalArgumentException if it does not fit */
    public static int checkedDownCast(long value) {
        int downCast = (int) value;
        if (downCast != value) {
            throw new IllegalArgumentException("Cannot downcast long value " + value + " to integer.");
        }
        return downCast;
    }

    /** Spreads a hash code over the non-negative integers, by Bob Jenkins's mix. */
    public static int jenkinsHash(int code) {
        int hash = (code + 0x7ed55d16) + (code << 12);
        hash = (hash ^ 0xc761c23c) ^ (hash >>> 19);
        hash = (hash + 0x165667b1) + (hash << 5);
        hash = (hash + 0xd3a2646c) ^ (hash << 9);
        hash = (hash + 0xfd7046c5) + (hash << 3);
        hash = (hash ^ 0xb55a4f09) ^ (hash >>> 16);
        return hash >= 0 ? hash : -(hash + 1);
    }

    /**
     * Spreads a hash code over the non-negative integers: murmur3 (32 bits, seed 0) of its four bytes. Savepoints
     * depend on it, so it never changes.
     */
    public static int murmurHash(int code) {
        int hash = code * 0xcc9e2d51;
        hash = Integer.rotateLeft(hash, 15);
        hash *= 0x1b873593;

        hash = Integer.rotateLeft(hash, 13);
        hash = hash * 5 + 0xe6546b64;

        hash ^= 4;
        hash = bitMix(hash);
        if (hash >= 0) {
            return hash;
        }
        return hash == Integer.MIN_VALUE ? 0 : -hash;
    }

    /** Makes every bit of the input change every bit of the result with equal chance: murmur3's last step. */
    public static int bitMix(int in) {
        int hash = in ^ (in >>> 16);
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    /** {@code value / divisor}, rounded up; both positive. */
    public static long divideRoundUp(long dividend, long divisor) {
        return dividend == 0 ? 0 : (dividend - 1) / divisor + 1;
    }

    /** {@code value / divisor}, rounded up; both positive. */
    public static int divideRoundUp(int dividend, int divisor) {
        return dividend == 0 ? 0 : (dividend - 1) / divisor + 1;
    }

    /** Changes the order of signed numbers to that of unsigned ones, and back. */
    public static long flipSignBit(long in) {
        return in ^ Long.MIN_VALUE;
    }

    /** Spreads the bits of a number over the integers. */
    public static int longToIntWithBitMixing(long in) {
        long mixed = (in ^ (in >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) (mixed ^ (mixed >>> 31));
    }
}
