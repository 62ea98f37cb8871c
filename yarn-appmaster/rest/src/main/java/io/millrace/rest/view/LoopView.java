package io.millrace.rest.view;

import io.millrace.dataflow.deploy.LoopStanding;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.protocol.TaskMeasures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a loop of a running job is, as one subtask of its head said with its last heartbeat.
 *
 * @param superstep the last that is over; 0 before the first is
 * @param superstepMillis how long that one took
 * @param records what it fed back, by what it is, such as {@code workset}
 * @param aggregates the values that it came to, printed, by name
 */
public record LoopView(
        String name, long superstep, long superstepMillis, Map<String, Long> records, Map<String, String> aggregates) {
    private static final String GROUP = "loop.";
    private static final String AGGREGATE = GROUP + "aggregate.";
    private static final String RECORDS = "Records";

    /** The loops of the tasks of a job: of each, what the subtask knows that is ahead. */
    public static List<LoopView> of(List<TaskMeasures> tasks) {
        Map<String, LoopView> loops = new TreeMap<>();
        Comparator<LoopView> bySuperstep = Comparator.comparingLong(LoopView::superstep);
        for (TaskMeasures task : tasks) {
            for (OperatorMeasures operator : task.operators()) {
                if (operator.metrics().containsKey(GROUP + "superstep")) {
                    String place = task.attempt().vertex() + " " + operator.name();
                    loops.merge(place, of(operator), (one, other) -> bySuperstep.compare(one, other) < 0 ? other : one);
                }
            }
        }
        return new ArrayList<>(loops.values());
    }

    private static LoopView of(OperatorMeasures head) {
        Map<String, Long> records = new TreeMap<>();
        Map<String, String> aggregates = new TreeMap<>();
        head.metrics().forEach((name, value) -> {
            if (name.startsWith(AGGREGATE)) {
                aggregates.put(name.substring(AGGREGATE.length()), value);
            } else if (name.startsWith(GROUP) && name.endsWith(RECORDS)) {
                records.put(name.substring(GROUP.length(), name.length() - RECORDS.length()), number(value));
            }
        });
        return new LoopView(
                head.name(),
                number(head.metrics().getOrDefault(GROUP + "superstep", "0")),
                number(head.metrics().getOrDefault(GROUP + "superstepMillis", "0")),
                records,
                aggregates);
    }

    /** A function of the user's may have registered a metric of this name, with anything as its value. */
    private static long number(String printed) {
        try {
            return Long.parseLong(printed);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public LoopStanding toStanding() {
        return new LoopStanding(name, superstep, superstepMillis, records, aggregates);
    }
}
