/**
 * What adapts the public classes of the DataStream API to operators: process functions, windows, watermarks, sources and
 * sinks. Start with {@link io.millrace.datastream.runtime.KeyedProcessOperator}.
 *
 * <p>Operators here follow {@link io.millrace.dataflow.contract}: one thread, no locks, bulk output pulled. The algorithms
 * shared with the DataSet API are in {@code io.millrace.operators}.
 */
@NullMarked
package io.millrace.datastream.runtime;

import org.jspecify.annotations.NullMarked;
