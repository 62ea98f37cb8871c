/**
 * Loops: what stands at their heads, around the operators inside them, and at their ends. Start with {@link
 * io.millrace.iterations.head.BulkHead}, then {@link io.millrace.iterations.step.StepOperator}.
 *
 * <p>Nothing here knows tasks, channels or threads: the end of a superstep comes as a call, what is told goes as bytes.
 */
@NullMarked
package io.millrace.iterations;

import org.jspecify.annotations.NullMarked;
