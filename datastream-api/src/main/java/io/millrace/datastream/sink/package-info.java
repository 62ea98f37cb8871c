/**
 * The contract of sinks: writers in the tasks, and committers for what must become visible as a whole. Start with {@link
 * io.millrace.datastream.sink.Sink}.
 *
 * <p>Only contracts for connectors; nothing here runs by itself.
 */
@NullMarked
package io.millrace.datastream.sink;

import org.jspecify.annotations.NullMarked;
