/**
 * Values that a loop collects in each superstep, and criteria that end a loop by them.
 *
 * <p>Read {@link io.millrace.dataflow.aggregators.Aggregator} first. Nothing here runs a loop.
 */
@NullMarked
package io.millrace.dataflow.aggregators;

import org.jspecify.annotations.NullMarked;
