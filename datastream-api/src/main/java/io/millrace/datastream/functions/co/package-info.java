/**
 * What users implement for two connected streams. Start with {@link
 * io.millrace.datastream.functions.co.KeyedCoProcessFunction}.
 *
 * <p>Only contracts for user code; nothing here runs by itself.
 */
@NullMarked
package io.millrace.datastream.functions.co;

import org.jspecify.annotations.NullMarked;
