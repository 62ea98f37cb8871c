/**
 * Sinks as functions, the older form. Start with {@link io.millrace.datastream.functions.sink.SinkFunction}; new
 * connectors implement {@link io.millrace.datastream.sink.Sink}.
 */
@NullMarked
package io.millrace.datastream.functions.sink;

import org.jspecify.annotations.NullMarked;
