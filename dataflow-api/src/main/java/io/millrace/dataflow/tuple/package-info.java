/**
 * Tuples of 0 to 25 fields.
 *
 * <p>Read {@link io.millrace.dataflow.tuple.Tuple2} first. Nothing here knows how a tuple is serialised.
 */
@NullMarked
package io.millrace.dataflow.tuple;

import org.jspecify.annotations.NullMarked;
