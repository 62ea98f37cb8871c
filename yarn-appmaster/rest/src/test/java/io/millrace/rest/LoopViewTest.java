package io.millrace.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.protocol.TaskMeasures;
import io.millrace.rest.view.LoopView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see of loops comes from the metrics of their heads. */
class LoopViewTest {
    private static final Map<String, String> OF_A_STEP = Map.of("loops", "3");

    private static TaskMeasures task(int vertex, int subtask, String operator, Map<String, String> metrics) {
        return new TaskMeasures(
                new AttemptId(new JobID(1, 2), vertex, subtask, 0),
                0,
                0,
                0,
                0,
                List.of(new OperatorMeasures(operator, 0, metrics)));
    }

    private static Map<String, String> head(int superstep, int workset) {
        return Map.of(
                "loop.superstep", Integer.toString(superstep),
                "loop.superstepMillis", "250",
                "loop.worksetRecords", Integer.toString(workset),
                "loop.solutionSetDeltaRecords", "7",
                "loop.aggregate.sum", "8.5",
                "other", "1");
    }

    @Test
    void tellsOfEachLoopWhatTheSubtaskThatIsAheadKnows() {
        List<LoopView> loops = LoopView.of(List.of(
                task(3, 0, "components", head(4, 100)),
                task(3, 1, "components", head(5, 90)),
                task(1, 0, "step", OF_A_STEP),
                task(2, 0, "ranks", Map.of("loop.superstep", "0", "loop.aggregate.sum", "null"))));
        assertThat(loops)
                .containsExactly(
                        new LoopView("ranks", 0, 0, Map.of(), Map.of("sum", "null")),
                        new LoopView(
                                "components",
                                5,
                                250,
                                Map.of("workset", 90L, "solutionSetDelta", 7L),
                                Map.of("sum", "8.5")));
        assertThat(loops.get(1).toStanding())
                .hasToString("Loop 'components': superstep 5, solutionSetDelta 7 records, workset 90 records,"
                        + " sum = 8.5, 0.250 s for it");
    }

    @Test
    void bearsMetricsOfThoseNamesThatAreNoNumbers() {
        assertThat(LoopView.of(List.of(task(0, 0, "own", Map.of("loop.superstep", "first")))))
                .containsExactly(new LoopView("own", 0, 0, Map.of(), Map.of()));
        assertThat(LoopView.of(List.of())).isEmpty();
    }
}
