package io.millrace.dataflow.operators.base;

/** Holds the hints for joins, where programs look for them. */
public final class JoinOperatorBase {
    private JoinOperatorBase() {}

    /** How a join should be carried out; results are the same for all. */
    public enum JoinHint {
        /** As the engine sees fit. */
        OPTIMIZER_CHOOSES,
        /** The first input is small: send all of it everywhere and build a hash table of it. */
        BROADCAST_HASH_FIRST,
        /** The second input is small: send all of it everywhere and build a hash table of it. */
        BROADCAST_HASH_SECOND,
        /** Partition both by key; build a hash table of the first. */
        REPARTITION_HASH_FIRST,
        /** Partition both by key; build a hash table of the second. */
        REPARTITION_HASH_SECOND,
        /** Partition both by key; sort both and merge. */
        REPARTITION_SORT_MERGE
    }
}
