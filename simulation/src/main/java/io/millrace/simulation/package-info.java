/**
 * The simulated world: the same actors and real tasks, in one thread, in virtual time, from one seed.
 *
 * <p>The same seed gives the same log of transitions. It is never shipped, and never reads a real clock or starts a
 * thread.
 */
@NullMarked
package io.millrace.simulation;

import org.jspecify.annotations.NullMarked;
