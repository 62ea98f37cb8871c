/**
 * Actors, turns, timers, epochs, and the ports to the outside.
 *
 * <p>A control component takes one message at a time and touches the world only through its turn and its ports. No
 * code here reads a clock, draws a random number, blocks or starts a thread, but for the package {@code live}.
 */
@NullMarked
package io.millrace.control;

import org.jspecify.annotations.NullMarked;
