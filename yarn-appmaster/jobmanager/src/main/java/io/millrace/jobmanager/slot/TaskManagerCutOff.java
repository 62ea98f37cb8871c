package io.millrace.jobmanager.slot;

import io.millrace.control.Message;
import io.millrace.protocol.TaskManagerId;

/**
 * Told to the {@link SlotPool}, within the JobManager's node: the last connection with a TaskManager was closed. A process
 * that was killed closes it at once, while its container's end is heard of seconds later; one that lives opens another with
 * the next thing that it says.
 */
public record TaskManagerCutOff(TaskManagerId taskManager) implements Message {}
