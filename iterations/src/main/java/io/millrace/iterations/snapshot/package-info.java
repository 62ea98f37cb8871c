/**
 * Superstep snapshots of loops: what every subtask of a loop writes at the end of some supersteps, so that the loop goes on
 * from there after a failure. Start with {@link io.millrace.iterations.snapshot.SuperstepLog}.
 *
 * <p>Nothing here has a thread, chooses when to take a snapshot, or knows whether a task runs.
 */
@NullMarked
package io.millrace.iterations.snapshot;

import org.jspecify.annotations.NullMarked;
