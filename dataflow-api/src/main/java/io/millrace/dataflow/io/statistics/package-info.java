/**
 * What is known of an input before it is read.
 *
 * <p>Read {@link io.millrace.dataflow.io.statistics.BaseStatistics} first. Nothing here reads.
 */
@NullMarked
package io.millrace.dataflow.io.statistics;

import org.jspecify.annotations.NullMarked;
