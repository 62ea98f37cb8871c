package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.functions.KeySelector;

/**
 * Sets the key of each record in an operator's state, some records ahead where keys are whole numbers.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Before some records come, take their keys, as numbers, and let the state read what it has of them: many look-ups of
 *       main memory at a time instead of one after the other.
 *   <li>A record that comes as expected has its number; any other is asked for its key.
 * </ol>
 * A key selector that fails ahead is asked again when the record comes, so that it fails in its turn. Not thread-safe.
 */
final class KeysAhead<T, K> {
    private static final Object[] NONE = new Object[0];

    private final KeySelector<T, K> keys;
    private final KeyedStateBackend<K> state;
    private long[] numbers = new long[32];
    private boolean ints;

    // The numbers are those of the records from first on; those from next to end are still to come.
    private Object[] records = NONE;
    private int first;
    private int next;
    private int end;

    KeysAhead(KeySelector<T, K> keys, KeyedStateBackend<K> state) {
        this.keys = keys;
        this.state = state;
    }

    /** As {@link io.millrace.dataflow.contract.OneInputOperator#expect}. */
    void expect(Object[] coming, int from, int to) {
        if (numbers.length < to - from) {
            numbers = new long[to - from];
        }
        int count = read(coming, from, to);
        records = count == 0 ? NONE : coming;
        first = from;
        next = from;
        end = from + count;
        if (count > 0) {
            state.expect(numbers, count);
        }
    }

    private int read(Object[] coming, int from, int to) {
        try {
            ints = keyOf(coming[from]) instanceof Integer;
        } catch (Exception e) {
            return 0; // its turn comes
        }
        return ints ? readInts(coming, from, to) : readLongs(coming, from, to);
    }

    @SuppressWarnings("unchecked")
    private Object keyOf(Object record) throws Exception {
        return keys.getKey((T) record);
    }

    // The box is used for nothing but its number, nor needed on any other way from here: so the JIT makes none.
    private int readLongs(Object[] coming, int from, int to) {
        int count = 0;
        try {
            while (from + count < to && keyOf(coming[from + count]) instanceof Long number) {
                numbers[count++] = number;
            }
        } catch (Exception e) {
            return count;
        }
        return count;
    }

    private int readInts(Object[] coming, int from, int to) {
        int count = 0;
        try {
            while (from + count < to && keyOf(coming[from + count]) instanceof Integer number) {
                numbers[count++] = number;
            }
        } catch (Exception e) {
            return count;
        }
        return count;
    }

    /** Makes the key of this record the current one. */
    void select(T record) throws Exception {
        int at = next;
        if (at < end && records[at] == record) {
            next = at + 1;
            long number = numbers[at - first];
            if (ints) {
                state.setCurrentInt((int) number);
            } else {
                state.setCurrentLong(number);
            }
        } else {
            end = 0;
            state.setCurrentKey(keys.getKey(record));
        }
    }
}
