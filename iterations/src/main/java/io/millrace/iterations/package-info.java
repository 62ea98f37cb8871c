/**
 * Loops: what the head, the tail and the steps of a loop are made of. Read first {@link
 * io.millrace.iterations.solution.SolutionSet}, the state of a delta loop.
 *
 * <p>Nothing here knows a task, a cluster or the API that loops are written in.
 */
@NullMarked
package io.millrace.iterations;

import org.jspecify.annotations.NullMarked;
