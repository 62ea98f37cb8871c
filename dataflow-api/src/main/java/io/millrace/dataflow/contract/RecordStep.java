package io.millrace.dataflow.contract;

import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.MapFunction;

/** The user function that an operator calls for a record, where that call is all that it does with records. */
public sealed interface RecordStep {
    /** The function itself. */
    Object function();

    /** Hands on what the function makes of the record, with the record's timestamp. */
    record Mapping(MapFunction<?, ?> function) implements RecordStep {}

    /** Hands the record on, with its timestamp, if the function says so. */
    record Filtering(FilterFunction<?> function) implements RecordStep {}
}
