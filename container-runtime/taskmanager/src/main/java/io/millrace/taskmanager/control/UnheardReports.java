package io.millrace.taskmanager.control;

import io.millrace.control.Epoch;
import io.millrace.protocol.TaskManagerMessage;
import java.util.List;
import java.util.TreeMap;

/** What the JobManager must hear and has not yet acknowledged, by sequence number. */
final class UnheardReports {
    /** A message that bears the epoch and the number of the moment of sending. */
    @FunctionalInterface
    interface Report {
        TaskManagerMessage as(Epoch epoch, long sequence);
    }

    private final TreeMap<Long, Report> unheard = new TreeMap<>();
    private long next;

    /** Keeps a report until it is heard; returns it for sending. */
    TaskManagerMessage add(Report report, Epoch epoch) {
        unheard.put(next, report);
        return report.as(epoch, next++);
    }

    void heardBelow(long sequence) {
        unheard.headMap(sequence).clear();
    }

    /** For a leader that has heard none: what is unheard is numbered from 0, in its order. */
    void startAnew() {
        List<Report> again = List.copyOf(unheard.values());
        unheard.clear();
        next = 0;
        again.forEach(report -> unheard.put(next++, report));
    }

    List<TaskManagerMessage> all(Epoch epoch) {
        return unheard.entrySet().stream()
                .map(entry -> entry.getValue().as(epoch, entry.getKey()))
                .toList();
    }
}
