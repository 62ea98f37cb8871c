package io.millrace.dataflow.contract;

import java.io.Serializable;

/**
 * Makes the operator of each subtask. A record beside its operator; it travels serialised in the job graph and is read
 * in the job's class loader, so all its fields are serialisable.
 */
public interface OperatorFactory extends Serializable {
    Operator create();

    /** True if the operator may hold its thread for long: its task gets a thread of its own from the start. */
    default boolean blocks() {
        return false;
    }
}
