/**
 * What stands around the operators inside a loop, which know nothing of loops, and what stands at the end of one. Start with
 * {@link io.millrace.iterations.step.StepOperator}.
 *
 * <p>Each superstep has operators of its own: what an operator keeps never passes from one superstep to the next.
 */
@NullMarked
package io.millrace.iterations.step;

import org.jspecify.annotations.NullMarked;
