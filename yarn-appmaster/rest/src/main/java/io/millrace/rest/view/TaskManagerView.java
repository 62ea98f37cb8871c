package io.millrace.rest.view;

import io.millrace.jobmanager.slot.TaskManagerRoll;

/**
 * One registered TaskManager.
 *
 * @param id its container's
 * @param host the node that it runs on
 * @param silentMs for how long it has said nothing
 */
public record TaskManagerView(String id, String host, int slots, int freeSlots, long silentMs) {
    public static TaskManagerView of(TaskManagerRoll.Line line) {
        return new TaskManagerView(
                line.id().name(),
                line.host(),
                line.slots(),
                line.free(),
                line.silence().toMillis());
    }
}
