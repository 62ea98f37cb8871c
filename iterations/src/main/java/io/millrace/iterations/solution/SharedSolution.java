package io.millrace.iterations.solution;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a solution set that one subtask of a loop's head owns, as it passes to the operators of the step beside it: they
 * look into it during a superstep, and the head changes it between two. Thread-safe, since each task may have a thread of its
 * own.
 */
public final class SharedSolution {
    private final SolutionSet<Object, Object> set;

    private SharedSolution(SolutionSet<Object, Object> set) {
        this.set = set;
    }

    /**
     * @param operator the head's name, for messages
     * @param pagesMax how many pages of {@code memory} it may have
     */
    @SuppressWarnings("unchecked") // keys and records of one loop are of the types that its plan has put together
    public static SharedSolution managed(
            String operator, SharedMemory memory, KeySelector<?, ?> keys, TypeSerializer<?> serializer, int pagesMax) {
        return new SharedSolution(SolutionSet.managed(
                new SpillSpace(operator, "the solution set of a loop", memory, memory),
                (KeySelector<Object, Object>) keys,
                (TypeSerializer<Object>) serializer,
                pagesMax));
    }

    /** Of objects on the heap that nobody counts. */
    @SuppressWarnings("unchecked")
    public static SharedSolution unmanaged(KeySelector<?, ?> keys) {
        return new SharedSolution(SolutionSet.unmanaged((KeySelector<Object, Object>) keys));
    }

    /** The record of this key, which is not to be changed; null if there is none. */
    public synchronized @Nullable Object get(Object key) throws Exception {
        return set.get(key);
    }

    /** Puts a record in the place of the one that has its key. By the head only. */
    public synchronized void put(Object record) throws Exception {
        set.put(record);
    }

    /** How many keys there are. */
    public synchronized long size() {
        return set.size();
    }

    /** All records, in no order. By the head only, when the loop is over. */
    public SolutionSet.Records<Object> records() {
        return set.records();
    }

    public synchronized void close() throws IOException {
        set.close();
    }
}
