/**
 * Ready-made timestamp assigners of the older form. Start with {@link
 * io.millrace.datastream.functions.timestamps.BoundedOutOfOrdernessTimestampExtractor}; new programs use {@link
 * io.millrace.dataflow.eventtime.WatermarkStrategy}.
 *
 * <p>Nothing here keeps state across restarts.
 */
@NullMarked
package io.millrace.datastream.functions.timestamps;

import org.jspecify.annotations.NullMarked;
