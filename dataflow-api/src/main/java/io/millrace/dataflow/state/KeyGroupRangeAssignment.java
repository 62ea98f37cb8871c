package io.millrace.dataflow.state;

import io.millrace.dataflow.util.MathUtils;

/**
 * Which key group a key belongs to, and which subtask a key group. A key group is the unit in which keyed state moves
 * when the parallelism changes; savepoints depend on these formulas, so they never change.
 */
public final class KeyGroupRangeAssignment {
    /** The least number of key groups that is chosen when the user sets none. */
    public static final int DEFAULT_LOWER_BOUND_MAX_PARALLELISM = 1 << 7;

    /** The greatest possible number of key groups. */
    public static final int UPPER_BOUND_MAX_PARALLELISM = 1 << 15;

    private KeyGroupRangeAssignment() {}

    /** The subtask that keeps {@code key}. */
    public static int assignKeyToParallelOperator(Object key, int maxParallelism, int parallelism) {
        return computeOperatorIndexForKeyGroup(maxParallelism, parallelism, assignToKeyGroup(key, maxParallelism));
    }

    /** The key group of {@code key}, from its {@code hashCode()}. */
    public static int assignToKeyGroup(Object key, int maxParallelism) {
        return computeKeyGroupForKeyHash(key.hashCode(), maxParallelism);
    }

    /** The key group of a key with that hash, in {@code [0, maxParallelism)}. */
    public static int computeKeyGroupForKeyHash(int keyHash, int maxParallelism) {
        return MathUtils.murmurHash(keyHash) % maxParallelism;
    }

    /** The subtask that keeps {@code keyGroupId}. */
    public static int computeOperatorIndexForKeyGroup(int maxParallelism, int parallelism, int keyGroupId) {
        return keyGroupId * parallelism / maxParallelism;
    }

    /** The key groups of subtask {@code operatorIndex} (from 0). */
    public static KeyGroupRange computeKeyGroupRangeForOperatorIndex(
            int maxParallelism, int parallelism, int operatorIndex) {
        checkParallelismPreconditions(parallelism);
        checkParallelismPreconditions(maxParallelism);
        if (maxParallelism < parallelism) {
            throw new IllegalArgumentException("Maximum parallelism: expected=at least the parallelism " + parallelism
                    + ", actual=" + maxParallelism);
        }
        int start = (operatorIndex * maxParallelism + parallelism - 1) / parallelism;
        int end = ((operatorIndex + 1) * maxParallelism - 1) / parallelism;
        return new KeyGroupRange(start, end);
    }

    /** The number of key groups if the user sets none: 1.5 times the parallelism, as a power of two, 128 to 32768. */
    public static int computeDefaultMaxParallelism(int operatorParallelism) {
        checkParallelismPreconditions(operatorParallelism);
        return Math.min(
                Math.max(
                        MathUtils.roundUpToPowerOfTwo(operatorParallelism + (operatorParallelism / 2)),
                        DEFAULT_LOWER_BOUND_MAX_PARALLELISM),
                UPPER_BOUND_MAX_PARALLELISM);
    }

    /** @throws IllegalArgumentException unless {@code 1 <= parallelism <= 32768} */
    public static void checkParallelismPreconditions(int parallelism) {
        if (parallelism < 1 || parallelism > UPPER_BOUND_MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "Parallelism: expected=1 to " + UPPER_BOUND_MAX_PARALLELISM + ", actual=" + parallelism);
        }
    }
}
