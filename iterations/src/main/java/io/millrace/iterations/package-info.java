/**
 * Loops: what stands at their heads, around the operators inside them, and at their ends. Start with {@link
 * io.millrace.iterations.head.BulkHead}, then {@link io.millrace.iterations.step.StepOperator}; the state of a delta loop is a
 * {@link io.millrace.iterations.solution.SolutionSet}.
 *
 * <p>Nothing here knows tasks, channels or the API that loops are written in: the end of a superstep comes as a call, what is
 * told goes as bytes.
 */
@NullMarked
package io.millrace.iterations;

import org.jspecify.annotations.NullMarked;
