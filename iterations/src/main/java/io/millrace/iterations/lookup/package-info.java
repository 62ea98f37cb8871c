/**
 * Operators of a delta loop's step that look into its solution set. Start with {@link
 * io.millrace.iterations.lookup.SolutionStepOperator}.
 *
 * <p>Never changes the solution set: its owner, the head of the loop, does, between two supersteps.
 */
@NullMarked
package io.millrace.iterations.lookup;

import org.jspecify.annotations.NullMarked;
