/**
 * How keys are distributed, when a program knows it.
 *
 * <p>Read {@link io.millrace.dataflow.distributions.DataDistribution} first. Nothing here samples data.
 */
@NullMarked
package io.millrace.dataflow.distributions;

import org.jspecify.annotations.NullMarked;
