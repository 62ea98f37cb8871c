package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeComparator;

/** A type without fields that keys can be of, which knows the order of its records. */
public interface AtomicType<T> {

    /** The order of the records, of its own for the caller; descending if {@code sortOrderAscending} is false. */
    TypeComparator<T> createComparator(boolean sortOrderAscending, ExecutionConfig executionConfig);
}
