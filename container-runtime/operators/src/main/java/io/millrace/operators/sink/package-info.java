/**
 * Sinks: output formats whose results are committed whole, printing, counting, and rows collected for the client. Start with
 * {@link io.millrace.operators.sink.OutputFormatSink} and the coordinator that publishes what it wrote, {@link
 * io.millrace.operators.sink.OutputFormatCoordinator}.
 *
 * <p>A sink writes aside while its attempt runs; nothing is visible at the output's path before all tasks of the job have
 * finished, and nothing is left behind after a failure.
 */
@NullMarked
package io.millrace.operators.sink;

import org.jspecify.annotations.NullMarked;
