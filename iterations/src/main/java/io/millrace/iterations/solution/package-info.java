/**
 * The solution set of a delta loop: an index by key that is looked into and updated all through the loop, in managed memory
 * and, when that is short, on disk. Start with {@link io.millrace.iterations.solution.SolutionSet}.
 *
 * <p>Nothing here knows supersteps, tasks or user functions other than the one that gives a record's key.
 */
@NullMarked
package io.millrace.iterations.solution;

import org.jspecify.annotations.NullMarked;
