/**
 * Tasks: what runs the operators of one vertex for one attempt, a bounded step at a time. Start with {@link
 * io.millrace.taskmanager.task.Task}; the hot path is {@link io.millrace.taskmanager.task.ChainedOutput} and {@link
 * io.millrace.taskmanager.task.ExchangeOutput}; {@link io.millrace.taskmanager.task.RecordRuns} says where records take a shorter way.
 *
 * <p>Nothing here makes threads: a {@link io.millrace.taskmanager.task.TaskHost} does, and calls {@code step}.
 */
@NullMarked
package io.millrace.taskmanager.task;

import org.jspecify.annotations.NullMarked;
