package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.protocol.TaskManagerId;

/**
 * A slot that was given to a job.
 *
 * @param address where its TaskManager takes commands
 * @param host for the locality of splits
 */
public record Slot(TaskManagerId taskManager, Address address, String host) {}
