/**
 * The simulated world: a JobManager, many TaskManagers with their real tasks, and a fake resource manager, in one thread, in
 * virtual time, from one seed. Start with {@link io.millrace.simulation.World}; {@link io.millrace.simulation.Simulation}
 * runs many seeds.
 *
 * <p>Never shipped. It has no clock, no thread and no chance of its own: the same seed gives the same run.
 */
@NullMarked
package io.millrace.simulation;

import org.jspecify.annotations.NullMarked;
