/**
 * The programs that run in the simulated world, each with an oracle in plain Java that shares no code with the engine.
 * Start with {@link io.millrace.simulation.job.WordCount}.
 *
 * <p>Their operators are written straight against the operator contract, so that a fault found here is the engine's.
 */
@NullMarked
package io.millrace.simulation.job;

import org.jspecify.annotations.NullMarked;
