package io.millrace.dataflow.state;

import java.util.List;

/** A list per key. */
public interface ListState<T> extends MergingState<T, Iterable<T>> {
    /** The elements for the current key; empty if there are none, never null. */
    @Override
    Iterable<T> get() throws Exception;

    /** Replaces the list; an empty one removes it. No element may be null. */
    void update(List<T> values) throws Exception;

    /** Appends; no element may be null. */
    void addAll(List<T> values) throws Exception;
}
