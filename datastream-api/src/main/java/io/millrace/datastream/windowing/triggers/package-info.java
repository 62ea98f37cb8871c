/**
 * When a window gives its contents to the function, and when it lets them go. Start with {@link
 * io.millrace.datastream.windowing.triggers.Trigger}.
 *
 * <p>A trigger keeps what it knows about a window in the state its context offers, never in fields.
 */
@NullMarked
package io.millrace.datastream.windowing.triggers;

import org.jspecify.annotations.NullMarked;
