package io.millrace.rest.view;

import io.millrace.protocol.OperatorMeasures;
import io.millrace.protocol.TaskMeasures;
import java.util.List;
import java.util.Map;

/**
 * How a running task does, as its TaskManager said with its last heartbeat.
 *
 * @param vertex its place in the job graph
 * @param busyMsPerSecond since the heartbeat before; likewise the two that follow
 * @param recordsOut since the attempt began
 */
public record TaskView(
        int vertex,
        int subtask,
        int attempt,
        int busyMsPerSecond,
        int idleMsPerSecond,
        int backPressuredMsPerSecond,
        long recordsOut,
        List<OperatorView> operators) {
    /** @param metrics those that its functions registered, printed */
    public record OperatorView(String name, long recordsIn, Map<String, String> metrics) {
        static OperatorView of(OperatorMeasures measures) {
            return new OperatorView(measures.name(), measures.recordsIn(), measures.metrics());
        }
    }

    public static List<TaskView> all(List<TaskMeasures> measures) {
        return measures.stream().map(TaskView::of).toList();
    }

    private static TaskView of(TaskMeasures measures) {
        return new TaskView(
                measures.attempt().vertex(),
                measures.attempt().subtask(),
                measures.attempt().attempt(),
                measures.busyMsPerSecond(),
                measures.idleMsPerSecond(),
                measures.backPressuredMsPerSecond(),
                measures.recordsOut(),
                measures.operators().stream().map(OperatorView::of).toList());
    }
}
