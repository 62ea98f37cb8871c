/**
 * Event time: timestamps and watermarks, and the strategies that make them.
 *
 * <p>Read {@link io.millrace.dataflow.eventtime.WatermarkStrategy} first. Nothing here reads a clock unless it is handed one.
 */
@NullMarked
package io.millrace.dataflow.eventtime;

import org.jspecify.annotations.NullMarked;
