/**
 * Operators that look at one record at a time and keep nothing. Start with {@link
 * io.millrace.operators.record.MapOperator}.
 *
 * <p>Their output keeps the timestamp of the record it was made from. Nothing here has memory, timers or state.
 */
@NullMarked
package io.millrace.operators.record;

import org.jspecify.annotations.NullMarked;
