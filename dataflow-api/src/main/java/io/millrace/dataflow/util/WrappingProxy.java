package io.millrace.dataflow.util;

import org.jspecify.annotations.Nullable;

/** An object that stands before another. */
public interface WrappingProxy<T> {
    /** The other; null if there is none any more. */
    @Nullable
    T getWrappedDelegate();
}
