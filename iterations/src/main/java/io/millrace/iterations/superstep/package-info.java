/**
 * What is said at the end of a superstep and what follows from it: reports, aggregates, the decision whether the loop goes on.
 * Start with {@link io.millrace.iterations.superstep.SuperstepBarrier}.
 *
 * <p>Nothing here emits records or knows operators.
 */
@NullMarked
package io.millrace.iterations.superstep;

import org.jspecify.annotations.NullMarked;
