/**
 * Logging that costs a program nothing until there is something to log. Start with {@link
 * io.millrace.client.log.LateLogging}, which {@code scripts/millrace} names to SLF4J.
 *
 * <p>It formats and writes nothing itself: that is the work of the logging system it wakes.
 */
@NullMarked
package io.millrace.client.log;

import org.jspecify.annotations.NullMarked;
