package io.millrace.dataflow.types;

import org.jspecify.annotations.Nullable;

/** A value that can be a key: it compares, and its hash code is the same in every process. */
@SuppressWarnings("ComparableType") // the type parameter is the implementing class, which Java cannot say
public interface Key<T> extends Value, Comparable<T> {

    @Override
    int hashCode();

    @Override
    boolean equals(@Nullable Object other);
}
