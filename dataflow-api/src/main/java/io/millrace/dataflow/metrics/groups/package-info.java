/**
 * The places in which the metrics of operators are registered.
 *
 * <p>Read {@link io.millrace.dataflow.metrics.groups.OperatorMetricGroup} first. Nothing here reports anything.
 */
@NullMarked
package io.millrace.dataflow.metrics.groups;

import org.jspecify.annotations.NullMarked;
