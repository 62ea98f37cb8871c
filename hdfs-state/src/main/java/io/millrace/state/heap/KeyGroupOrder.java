package io.millrace.state.heap;

import io.millrace.dataflow.state.KeyGroupRange;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.types.key.HashableKey;
import io.millrace.types.key.KeyHash;
import java.util.Arrays;

/** The rows of a table sorted by the key group of their keys; rows of one group stay in their order. */
final class KeyGroupOrder {
    private final int firstGroup;
    private final int[] begins;
    private final int[] rows;

    /**
     * @param keys in the form fit for hash tables, one for each row
     * @throws IllegalStateException if a key is of none of these groups
     */
    KeyGroupOrder(Object[] keys, int maxParallelism, KeyGroupRange groups) {
        int[] groupOf = new int[keys.length];
        firstGroup = groups.getStartKeyGroup();
        begins = new int[groups.getNumberOfKeyGroups() + 1];
        for (int row = 0; row < keys.length; row++) {
            int group = groupOf(keys[row], maxParallelism);
            if (!groups.contains(group)) {
                throw new IllegalStateException("The key " + keys[row] + " is of key group " + group
                        + ", but this subtask has the key groups " + groups.getStartKeyGroup() + " to "
                        + groups.getEndKeyGroup() + ". Its hash code must be the same in every process and must not"
                        + " change while it is a key.");
            }
            groupOf[row] = group - firstGroup;
            begins[groupOf[row] + 1]++;
        }
        for (int i = 1; i < begins.length; i++) {
            begins[i] += begins[i - 1];
        }
        rows = new int[keys.length];
        int[] next = Arrays.copyOf(begins, begins.length);
        for (int row = 0; row < keys.length; row++) {
            rows[next[groupOf[row]]++] = row;
        }
    }

    static int groupOf(Object hashableKey, int maxParallelism) {
        return KeyGroupRangeAssignment.computeKeyGroupForKeyHash(
                KeyHash.of(HashableKey.unwrap(hashableKey)), maxParallelism);
    }

    /** Where the rows of a group begin; the place is one for {@link #row}. */
    int begin(int group) {
        return begins[group - firstGroup];
    }

    int end(int group) {
        return begins[group - firstGroup + 1];
    }

    int row(int place) {
        return rows[place];
    }
}
