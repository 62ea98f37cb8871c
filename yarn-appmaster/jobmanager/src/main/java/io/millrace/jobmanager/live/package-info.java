/**
 * Where user code beside the JobManager gets threads: {@link io.millrace.jobmanager.live.ThreadedCoordinatorHost} for
 * coordinators, {@link io.millrace.jobmanager.live.InProcessClient} for a program that submits jobs to the JobManager of
 * its own process.
 *
 * <p>The one package of the JobManager in which threads and clocks are allowed; it decides nothing.
 */
@NullMarked
package io.millrace.jobmanager.live;

import org.jspecify.annotations.NullMarked;
