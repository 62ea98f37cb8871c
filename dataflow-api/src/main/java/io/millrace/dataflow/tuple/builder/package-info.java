/**
 * Collects tuples into arrays.
 *
 * <p>Read {@link io.millrace.dataflow.tuple.builder.Tuple2Builder} first. Nothing here knows how a tuple is serialised.
 */
@NullMarked
package io.millrace.dataflow.tuple.builder;

import org.jspecify.annotations.NullMarked;
