package io.millrace.jobmanager.job;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.jobmanager.slot.Slot;
import io.millrace.protocol.TaskManagerId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a job. Subtask i of every vertex of a slot sharing group lies in slot i of the group, so that the subtasks
 * that exchange by forward meet in one slot, whichever of them runs at a time.
 */
final class Seats {
    private final Map<String, Integer> firstOfGroup = new TreeMap<>();
    private final @Nullable Slot[] seats;

    Seats(JobGraph graph) {
        int next = 0;
        for (Map.Entry<String, Integer> group : graph.slotsPerGroup().entrySet()) {
            firstOfGroup.put(group.getKey(), next);
            next += group.getValue();
        }
        this.seats = new Slot[next];
    }

    int size() {
        return seats.length;
    }

    /** An earlier leader had seated the subtask there; its seat is found by the subtasks that it shares it with. */
    void keep(Vertex vertex, int subtask, Slot slot) {
        seats[firstOfGroup.getOrDefault(vertex.slotSharingGroup(), 0) + subtask] = slot;
    }

    /** For each seat that is taken its TaskManager. */
    List<TaskManagerId> taken() {
        return Arrays.stream(seats)
                .filter(Objects::nonNull)
                .map(Slot::taskManager)
                .toList();
    }

    boolean isWhole() {
        return Arrays.stream(seats).allMatch(Objects::nonNull);
    }

    /** @throws IllegalStateException if the slot was lost and not replaced */
    Slot of(Vertex vertex, int subtask) {
        Slot slot = seats[firstOfGroup.getOrDefault(vertex.slotSharingGroup(), 0) + subtask];
        if (slot == null) {
            throw new IllegalStateException(
                    "'" + vertex.name() + "' is to run, but the slot of its subtask " + subtask + " is lost");
        }
        return slot;
    }

    /**
     * Fills what is empty.
     *
     * @param held all slots of the job; those that are in place already stay there
     */
    void fill(List<Slot> held) {
        Map<Slot, Integer> inPlace = new LinkedHashMap<>();
        for (Slot seat : seats) {
            if (seat != null) {
                inPlace.merge(seat, 1, Integer::sum);
            }
        }
        int next = 0;
        for (Slot slot : held) {
            if (inPlace.merge(slot, -1, Integer::sum) >= 0) {
                continue;
            }
            while (next < seats.length && seats[next] != null) {
                next++;
            }
            if (next < seats.length) {
                seats[next] = slot;
            }
        }
    }

    void lose(TaskManagerId taskManager) {
        for (int i = 0; i < seats.length; i++) {
            Slot seat = seats[i];
            if (seat != null && seat.taskManager().equals(taskManager)) {
                seats[i] = null;
            }
        }
    }
}
