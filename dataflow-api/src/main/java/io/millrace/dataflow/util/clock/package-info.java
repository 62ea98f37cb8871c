/**
 * Clocks that can be handed in, so that tests and the simulation bring their own.
 *
 * <p>Read {@link io.millrace.dataflow.util.clock.Clock} first. Only SystemClock reads the machine's time.
 */
@NullMarked
package io.millrace.dataflow.util.clock;

import org.jspecify.annotations.NullMarked;
