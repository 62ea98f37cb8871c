/**
 * The JobManager: jobs, slots, containers, splits. Start with {@link io.millrace.jobmanager.JobManager}, which puts its
 * actors into a node; then {@code dispatch}, {@code job}, {@code slot}, in the order in which a job meets them.
 *
 * <p>Pure: no Hadoop, no network, and outside of {@code live} no thread and no clock.
 */
@NullMarked
package io.millrace.jobmanager;

import org.jspecify.annotations.NullMarked;
