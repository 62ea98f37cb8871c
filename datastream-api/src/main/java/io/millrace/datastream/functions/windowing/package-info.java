/**
 * What users implement to see the contents of a window. Start with {@link
 * io.millrace.datastream.functions.windowing.ProcessWindowFunction}.
 *
 * <p>Only contracts for user code; nothing here runs by itself.
 */
@NullMarked
package io.millrace.datastream.functions.windowing;

import org.jspecify.annotations.NullMarked;
