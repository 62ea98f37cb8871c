/**
 * What users implement to process the records of a stream one by one, with timers and side outputs. Start with {@link
 * io.millrace.datastream.functions.KeyedProcessFunction}.
 *
 * <p>Only contracts for user code; nothing here runs by itself.
 */
@NullMarked
package io.millrace.datastream.functions;

import org.jspecify.annotations.NullMarked;
