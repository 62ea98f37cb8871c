/**
 * Distances between records, for {@link io.millrace.datastream.windowing.triggers.DeltaTrigger} and its evictor. Start
 * with {@link io.millrace.datastream.functions.windowing.delta.DeltaFunction}. Pure functions, without state.
 */
@NullMarked
package io.millrace.datastream.functions.windowing.delta;

import org.jspecify.annotations.NullMarked;
