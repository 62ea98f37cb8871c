package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.TaskManagerId;
import java.util.Collection;
import java.util.List;

/**
 * A slot that was given to a job.
 *
 * @param address where its TaskManager takes commands
 * @param endpoint how other TaskManagers reach it
 */
public record Slot(Address address, Endpoint endpoint) {
    /** In place of one that nobody knows any more. */
    public static final Slot LOST = lost(new TaskManagerId("lost-with-an-earlier-leader"));

    private static Slot lost(TaskManagerId nobody) {
        return new Slot(nobody.address(), new Endpoint(nobody, "", 0));
    }

    public TaskManagerId taskManager() {
        return endpoint.taskManager();
    }

    /** For the locality of splits. */
    public String host() {
        return endpoint.host();
    }

    /** What {@link io.millrace.protocol.Placements} say of the TaskManagers of these slots: each that listens, once. */
    public static List<Endpoint> endpoints(Collection<Slot> slots) {
        return slots.stream()
                .map(Slot::endpoint)
                .filter(Endpoint::listens)
                .distinct()
                .toList();
    }
}
