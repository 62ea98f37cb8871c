/**
 * The windows that records are put into: values that are equal by content. Start with {@link
 * io.millrace.datastream.windowing.windows.TimeWindow}.
 */
@NullMarked
package io.millrace.datastream.windowing.windows;

import org.jspecify.annotations.NullMarked;
