/**
 * The JobManager's ports without threads, clocks and clusters: {@link io.millrace.jobmanager.fake.SteppedCoordinatorHost} and
 * {@link io.millrace.jobmanager.fake.FakeContainerDriver}.
 *
 * <p>For tests and the simulation; never used by what is shipped.
 */
@NullMarked
package io.millrace.jobmanager.fake;

import org.jspecify.annotations.NullMarked;
