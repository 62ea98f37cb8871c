/**
 * The DataStream API: stream programs, windows, process functions, sources and sinks, translated to a job graph.
 *
 * <p>Start at the stream execution environment. Nothing here runs a job: the result is data, handed to an executor
 * that is found as a service.
 */
@NullMarked
package io.millrace.datastream;

import org.jspecify.annotations.NullMarked;
