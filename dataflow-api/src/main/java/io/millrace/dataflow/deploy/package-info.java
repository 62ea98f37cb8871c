/**
 * Clusters outside of this JVM as the command line sees them: start an application or a session, find one that runs, wait
 * for its end. Read {@link io.millrace.dataflow.deploy.Platform} first.
 *
 * <p>Knows no resource manager: implementations are services. Jobs of a session are submitted through {@link
 * io.millrace.dataflow.execution.PipelineExecutor}, like everywhere.
 */
@NullMarked
package io.millrace.dataflow.deploy;

import org.jspecify.annotations.NullMarked;
