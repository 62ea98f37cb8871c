package io.millrace.dataflow.operators.base;

/** Holds the hints for reduce, where programs look for them. */
public final class ReduceOperatorBase {
    private ReduceOperatorBase() {}

    /** How groups are made smaller before they are sent; results are the same for all. */
    public enum CombineHint {
        /** As the engine sees fit. */
        OPTIMIZER_CHOOSES,
        /** By sorting. */
        SORT,
        /** By a hash table. */
        HASH,
        /** Not at all. */
        NONE
    }
}
