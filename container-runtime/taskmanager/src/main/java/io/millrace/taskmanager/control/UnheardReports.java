package io.millrace.taskmanager.control;

import io.millrace.control.Epoch;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import java.util.ArrayList;
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

    /**
     * For a leader that has heard none: numbered from 0, first how the tasks stand, then what is unheard in its order. What
     * was said of an earlier leader's checkpoints is of use to nobody.
     */
    void startAnew(List<Report> tasks) {
        List<Report> again = new ArrayList<>(tasks);
        unheard.values().stream()
                .filter(report -> report.as(Epoch.NONE, 0) instanceof OperatorSays || isEnd(report))
                .forEach(again::add);
        unheard.clear();
        next = 0;
        again.forEach(report -> unheard.put(next++, report));
    }

    private static boolean isEnd(Report report) {
        return report.as(Epoch.NONE, 0) instanceof TaskMoved moved && moved.to().isTerminal();
    }

    /** Whether it has not been heard how this attempt ended. */
    boolean hasEndOf(AttemptId attempt) {
        return unheard.values().stream()
                .filter(UnheardReports::isEnd)
                .anyMatch(report ->
                        ((TaskMoved) report.as(Epoch.NONE, 0)).attempt().equals(attempt));
    }

    /** How many words of this attempt to its coordinators have not been heard. */
    long wordsOf(AttemptId attempt) {
        return unheard.values().stream()
                .map(report -> report.as(Epoch.NONE, 0))
                .filter(message ->
                        message instanceof OperatorSays said && said.attempt().equals(attempt))
                .count();
    }

    long count() {
        return unheard.size();
    }

    List<TaskManagerMessage> all(Epoch epoch) {
        return unheard.entrySet().stream()
                .map(entry -> entry.getValue().as(epoch, entry.getKey()))
                .toList();
    }
}
