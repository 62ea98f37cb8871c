package io.millrace.dataflow.contract;

import java.io.IOException;

/** The keyed state that a snapshot has of one operator, whichever subtasks wrote it. */
@FunctionalInterface
public interface KeyedStateInput {
    /** Hands the blocks of the key groups of this range to {@code target}, in any order. */
    void read(int firstKeyGroup, int lastKeyGroup, KeyedStateOutput target) throws IOException;

    /** What there is when the job begins. */
    static KeyedStateInput none() {
        return (first, last, target) -> {};
    }
}
