/**
 * Where user code beside the JobManager gets threads: {@link io.millrace.jobmanager.live.ThreadedCoordinatorHost}.
 *
 * <p>The one package of the JobManager in which threads and clocks are allowed; it decides nothing.
 */
@NullMarked
package io.millrace.jobmanager.live;

import org.jspecify.annotations.NullMarked;
