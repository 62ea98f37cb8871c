/**
 * A TaskManager in a container: {@link io.millrace.yarn.worker.TaskManagerProcess} has its {@code main}, which puts together
 * the same actor and task runner that run everywhere and ends when they say so.
 *
 * <p>It knows YARN by its container's environment only, and never speaks to the resource manager.
 */
@NullMarked
package io.millrace.yarn.worker;

import org.jspecify.annotations.NullMarked;
