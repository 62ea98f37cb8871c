/**
 * The kernel of every control component: actors that take one message at a time and touch the world only through the
 * {@link io.millrace.control.Turn} they are handed and the ports given to their constructors. Start with {@link
 * io.millrace.control.Actor}.
 *
 * <p>Nothing here reads a clock, blocks, locks or makes a thread; {@code io.millrace.control.live} does, and the
 * simulation is the other implementation.
 */
@NullMarked
package io.millrace.control;

import org.jspecify.annotations.NullMarked;
