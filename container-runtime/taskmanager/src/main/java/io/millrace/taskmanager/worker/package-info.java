/**
 * Who steps the tasks: slots with a worker thread each, and the two task runners. Start with {@link
 * io.millrace.taskmanager.worker.ThreadedTaskRunner}; how a busy task is told from the others of its slot is in {@link
 * io.millrace.taskmanager.worker.Slot}.
 *
 * <p>All threads of the TaskManager's data side are made here; they are daemons and named {@code millrace-...}.
 */
@NullMarked
package io.millrace.taskmanager.worker;

import org.jspecify.annotations.NullMarked;
