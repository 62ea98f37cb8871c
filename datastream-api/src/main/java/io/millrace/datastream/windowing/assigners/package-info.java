/**
 * Which windows a record belongs to. Start with {@link io.millrace.datastream.windowing.assigners.WindowAssigner}.
 *
 * <p>Assigners are pure: the same record at the same time gets the same windows.
 */
@NullMarked
package io.millrace.datastream.windowing.assigners;

import org.jspecify.annotations.NullMarked;
