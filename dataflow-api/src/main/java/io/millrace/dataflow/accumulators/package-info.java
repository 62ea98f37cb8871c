/**
 * Values that parallel instances collect and the engine merges at the end of a job.
 *
 * <p>Read {@link io.millrace.dataflow.accumulators.Accumulator} first. Nothing here sends anything.
 */
@NullMarked
package io.millrace.dataflow.accumulators;

import org.jspecify.annotations.NullMarked;
