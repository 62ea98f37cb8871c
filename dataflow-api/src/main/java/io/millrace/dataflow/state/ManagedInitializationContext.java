package io.millrace.dataflow.state;

import java.util.OptionalLong;

/** What a function is given to prepare its state, once, before its first record. */
public interface ManagedInitializationContext {
    /** True if the job goes on from a snapshot. */
    default boolean isRestored() {
        return getRestoredCheckpointId().isPresent();
    }

    /** The checkpoint that the job goes on from; empty if it begins. */
    OptionalLong getRestoredCheckpointId();

    OperatorStateStore getOperatorStateStore();

    /**
     * State per key; what it gives can be used in the calls for a record or a timer only.
     *
     * @throws IllegalStateException from its methods, if the function's input is not keyed
     */
    KeyedStateStore getKeyedStateStore();
}
