package io.millrace.jobmanager.slot;

import io.millrace.protocol.TaskManagerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses slots for a job: all or none, on as few TaskManagers as possible, because tasks of one process exchange their
 * records by reference. A decider: pure, tested by a table.
 */
public final class SlotMatcher {
    private SlotMatcher() {}

    /**
     * @param free how many slots are free on each TaskManager
     * @return for each slot its TaskManager, those of one TaskManager together; empty if there are too few
     */
    public static Optional<List<TaskManagerId>> match(Map<TaskManagerId, Integer> free, int wanted) {
        if (free.values().stream().mapToInt(Integer::intValue).sum() < wanted) {
            return Optional.empty();
        }
        List<Map.Entry<TaskManagerId, Integer>> roomiestFirst = new ArrayList<>(free.entrySet());
        roomiestFirst.sort(Map.Entry.<TaskManagerId, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        List<TaskManagerId> chosen = new ArrayList<>();
        for (Map.Entry<TaskManagerId, Integer> taskManager : roomiestFirst) {
            for (int i = 0; i < taskManager.getValue() && chosen.size() < wanted; i++) {
                chosen.add(taskManager.getKey());
            }
        }
        return Optional.of(chosen);
    }
}
