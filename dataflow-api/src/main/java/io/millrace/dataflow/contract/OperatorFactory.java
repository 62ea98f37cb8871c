package io.millrace.dataflow.contract;

import java.io.Serializable;
import java.util.Optional;

/**
 * Makes the operator of each subtask. A record beside its operator; it travels serialised in the job graph and is read
 * in the job's class loader, so all its fields are serialisable.
 */
public interface OperatorFactory extends Serializable {
    Operator create();

    /**
     * Of an operator in a loop: how it keeps an input from superstep to superstep, in a few words for people; empty if it does
     * not.
     */
    default Optional<String> keeps(int input) {
        return Optional.empty();
    }

    /**
     * How many parts of the slot's managed memory the operator is to have, beside others. 0 if the few pages that each operator has
     * in any case are all that it ever needs.
     */
    default int memoryWeight() {
        return 1;
    }

    /** True if the operator may hold its thread for long: its task gets a thread of its own from the start. */
    default boolean blocks() {
        return false;
    }
}
