/**
 * The control side of a TaskManager: the actor that speaks with the JobManager, and the port {@link
 * io.millrace.taskmanager.control.TaskRunner} through which it has tasks run. Start with the actor.
 *
 * <p>No threads, clocks, locks or I/O here; it runs unchanged in the simulation.
 */
@NullMarked
package io.millrace.taskmanager.control;

import org.jspecify.annotations.NullMarked;
