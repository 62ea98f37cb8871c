/**
 * A submitted job as a client sees it.
 *
 * <p>Read {@link io.millrace.dataflow.execution.JobClient} first. Nothing here submits a job.
 */
@NullMarked
package io.millrace.dataflow.execution;

import org.jspecify.annotations.NullMarked;
