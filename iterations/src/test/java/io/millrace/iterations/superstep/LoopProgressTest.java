package io.millrace.iterations.superstep;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.aggregators.LongSumAggregator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.metrics.Gauge;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.types.LongValue;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoopProgressTest {
    private final Map<String, Gauge<?>> gauges = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private long now = 5000;

    private static <T> T answering(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Answer answer = answers.get(method.getName());
            if (answer == null) {
                throw new UnsupportedOperationException(method.toString());
            }
            return answer.to(given == null ? new Object[0] : given);
        }));
    }

    /** What a method gives back. */
    private interface Answer {
        Object to(Object[] given);
    }

    private OperatorMetricGroup metrics(String prefix) {
        return answering(
                OperatorMetricGroup.class,
                Map.of("addGroup", given -> metrics(prefix + given[0] + "."), "gauge", given -> {
                    gauges.put(prefix + given[0], (Gauge<?>) given[1]);
                    return given[1];
                }));
    }

    private LoopProgress progress(int subtask) {
        TaskInfo task = answering(TaskInfo.class, Map.of("getIndexOfThisSubtask", given -> subtask));
        OperatorContext context = answering(
                OperatorContext.class,
                Map.of(
                        "processingTime", given -> now,
                        "task", given -> task,
                        "metrics", given -> metrics("")));
        LoopRules rules = new LoopRules(
                "ranks", 100, List.of(new LoopRules.Registered("moved", new LongSumAggregator())), List.of());
        return new LoopProgress(rules, context, List.of("workset", "solutionSetDelta"), lines::add);
    }

    private static Aggregates moved(long value) {
        return new Aggregates(Map.of("moved", new LongValue(value)));
    }

    private static List<byte[]> reports(long... fedBack) throws IOException {
        RunningSuperstep superstep = new RunningSuperstep(List.of(), LoopProgressTest.class.getClassLoader());
        List<byte[]> reports = new ArrayList<>();
        for (long each : fedBack) {
            reports.add(superstep.report(each, new byte[0]));
        }
        return reports;
    }

    private Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        gauges.forEach((name, gauge) -> shown.put(name, String.valueOf(gauge.getValue())));
        return shown;
    }

    @Test
    void showsTheLastSuperstepOfTheWholeLoopInMetrics() throws Exception {
        LoopProgress progress = progress(1);
        assertThat(shown()).containsEntry("loop.superstep", "0").containsEntry("loop.worksetRecords", "0");

        now += 40;
        progress.ended(0, reports(3, 4));
        progress.ended(1, reports(2));
        progress.concluded(1, false, moved(9));
        now += 70;
        progress.ended(0, reports(1));
        progress.concluded(2, false, moved(8));

        assertThat(shown())
                .containsEntry("loop.superstep", "2")
                .containsEntry("loop.superstepMillis", "70")
                .containsEntry("loop.worksetRecords", "1")
                .containsEntry("loop.solutionSetDeltaRecords", "0")
                .containsEntry("loop.aggregate.moved", "8");
        assertThat(lines).as("only the first subtask tells").isEmpty();
    }

    @Test
    void tellsTheLogOnceASecondAndAtTheEnd() throws Exception {
        LoopProgress progress = progress(0);
        for (int superstep = 1; superstep <= 5; superstep++) {
            now += 500;
            progress.ended(0, reports(10 * superstep));
            progress.ended(1, reports(superstep));
            progress.concluded(superstep, superstep == 5, moved(superstep));
        }
        assertThat(lines)
                .containsExactly(
                        "Loop 'ranks': superstep 2, workset 20 records, solutionSetDelta 2 records, moved = 2,"
                                + " 0.5000 s a superstep, 1.0000 s in all",
                        "Loop 'ranks': superstep 4, workset 40 records, solutionSetDelta 4 records, moved = 4,"
                                + " 0.5000 s a superstep, 2.0000 s in all",
                        "Loop 'ranks': ended after superstep 5, workset 50 records, solutionSetDelta 5 records, moved = 5,"
                                + " 0.5000 s a superstep, 2.5000 s in all");
    }

    @Test
    void tellsTheLogNothingOfALoopThatIsShort() throws Exception {
        LoopProgress progress = progress(0);
        now += 999;
        progress.ended(0, reports(1));
        progress.concluded(1, true, Aggregates.none());
        assertThat(lines).isEmpty();
    }
}
