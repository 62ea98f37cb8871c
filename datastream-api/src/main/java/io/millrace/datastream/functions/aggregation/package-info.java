/**
 * Aggregations of one field as reduce functions. Start with
 * {@link io.millrace.datastream.functions.aggregation.AggregationFunction}. They change the first record that they are given,
 * and keep nothing themselves.
 */
@NullMarked
package io.millrace.datastream.functions.aggregation;

import org.jspecify.annotations.NullMarked;
