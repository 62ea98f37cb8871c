/** The older way to say a length of time: {@link io.millrace.datastream.windowing.time.Time}; a value, nothing more. */
@NullMarked
package io.millrace.datastream.windowing.time;

import org.jspecify.annotations.NullMarked;
