/**
 * Whole data sets given to every subtask of an operator before its own input. Start with {@link
 * io.millrace.operators.broadcast.WithBroadcastOperator}, which goes around an operator that knows nothing of it.
 *
 * <p>Sends nothing itself: the plan does, by broadcast exchanges.
 */
@NullMarked
package io.millrace.operators.broadcast;

import org.jspecify.annotations.NullMarked;
