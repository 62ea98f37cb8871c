/**
 * One job: from its graph to its end. Start with the actor {@link io.millrace.jobmanager.job.JobMaster} and the life that
 * {@link io.millrace.jobmanager.job.JobPhase} draws; {@link io.millrace.jobmanager.job.JobRun} is one run of all its tasks,
 * {@link io.millrace.jobmanager.job.RestartDecider} says whether a failure is the end.
 *
 * <p>No user code runs here: coordinators are behind a port.
 */
@NullMarked
package io.millrace.jobmanager.job;

import org.jspecify.annotations.NullMarked;
