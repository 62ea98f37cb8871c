/**
 * What a job does after a failure of user code.
 *
 * <p>Read {@link io.millrace.dataflow.restart.RestartStrategies} first. Nothing here restarts anything.
 */
@NullMarked
package io.millrace.dataflow.restart;

import org.jspecify.annotations.NullMarked;
