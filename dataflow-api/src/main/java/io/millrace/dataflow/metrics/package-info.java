/**
 * What user functions measure.
 *
 * <p>Read {@link io.millrace.dataflow.metrics.MetricGroup} first. Nothing here reports anything.
 */
@NullMarked
package io.millrace.dataflow.metrics;

import org.jspecify.annotations.NullMarked;
