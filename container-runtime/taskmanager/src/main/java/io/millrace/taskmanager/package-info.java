/**
 * The machine that runs tasks: workers, exchanges and memory.
 *
 * <p>A task is a step function over the operator contract. Nothing here knows an operator by its class, a resource
 * manager, or where snapshots lie.
 */
@NullMarked
package io.millrace.taskmanager;

import org.jspecify.annotations.NullMarked;
