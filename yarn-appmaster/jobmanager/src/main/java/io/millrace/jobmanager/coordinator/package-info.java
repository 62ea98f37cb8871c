/**
 * User code that runs beside the JobManager. Start with the port {@link
 * io.millrace.jobmanager.coordinator.CoordinatorHost}; {@link io.millrace.jobmanager.coordinator.JobCoordinators} is what
 * every host does for one job, in an order and on a thread of the host's choice.
 *
 * <p>Nothing here makes a thread, and no actor ever runs what is here in its turn.
 */
@NullMarked
package io.millrace.jobmanager.coordinator;

import org.jspecify.annotations.NullMarked;
