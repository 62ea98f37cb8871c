package io.millrace.dataflow.contract;

import org.jspecify.annotations.Nullable;

/**
 * Managed memory of one operator, in pages of a fixed size. Not thread-safe.
 *
 * <p>A structure that keeps its records serialised takes pages; one that keeps objects reserves as many pages as its
 * objects are estimated to need, so that both count against the same budget. What is not given back by {@code close} is
 * taken back by the task.
 */
public interface Pages {
    /** Bytes per page: a power of two. */
    int pageBytes();

    /** How many pages this operator may have at once. */
    int limit();

    /** Pages neither taken nor reserved. */
    int available();

    /** A page of undefined content, or null if the budget is used up: spill, or {@link #exhausted}. */
    byte @Nullable [] take();

    void give(byte[] page);

    /** Counts {@code pages} against the budget without backing them; false, and nothing changed, if they are too many. */
    boolean reserve(int pages);

    void release(int pages);

    /** The error to throw by a structure that can neither grow nor spill; names the operator and the setting to raise. */
    MemoryExhaustedException exhausted(String structure, long records);
}
