package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.TaskMeasures;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a TaskManager says of its running tasks. */
class MeasuresTest {
    private final Cluster cluster = new Cluster(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @BeforeEach
    void start() {
        Ops.reset();
        Ops.share("open", open);
    }

    @AfterEach
    void stop() {
        open.countDown();
        cluster.close();
    }

    private Optional<TaskMeasures> measured(int vertex) {
        List<TaskRunner.Fact> facts = cluster.facts();
        for (int i = facts.size() - 1; i >= 0; i--) {
            if (facts.get(i) instanceof TaskRunner.Measured measured) {
                return measured.tasks().stream()
                        .filter(task -> task.attempt().vertex() == vertex)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private void await(int vertex, Predicate<TaskMeasures> condition) {
        Cluster.await(() -> {
            cluster.runner().measure();
            return measured(vertex).filter(condition).isPresent();
        });
    }

    @Test
    void showsThatAConsumerHoldsUpItsSource() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, Long.MAX_VALUE));
        program.then(
                source,
                "slow",
                1,
                Ops.<Long, Object>each((number, time, out) ->
                        Ops.<CountDownLatch>shared("open").await()),
                new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);

        await(0, task -> task.backPressuredMsPerSecond() == 1000 && task.busyMsPerSecond() == 0);
        await(1, task -> task.busyMsPerSecond() == 1000);
        assertThat(measured(0).orElseThrow().recordsOut()).isPositive();
        assertThat(measured(1).orElseThrow().recordsOut()).isZero();

        open.countDown();
        await(1, task -> task.operators().get(0).recordsIn() > 10_000);
        assertThat(measured(1).orElseThrow().operators().get(0).name()).isEqualTo("slow");
        cluster.cancel(job, graph);
    }

    @Test
    void countsWhatEachOperatorOfAChainGetsAndMeasuresNothingThatHasEnded() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 1_000));
        Handle thin = program.then(source, "thin", 1, Ops.<Long, Long>each((n, t, out) -> {
            if (n % 10 == 0) {
                out.collect(n, t);
            }
        }));
        program.then(thin, "last", 1, Ops.<Long, Object>each((n, t, out) -> {
            if (n == 990) {
                Ops.<CountDownLatch>shared("open").await();
            }
        }));
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);

        await(0, task -> task.operators().size() == 3 && task.operators().get(2).recordsIn() == 100);
        assertThat(measured(0).orElseThrow().operators().stream().map(operator -> operator.recordsIn()))
                .as("the source has no input, and its record 990 is on its way")
                .containsExactly(0L, 991L, 100L);
        open.countDown();
        Cluster.await(() -> cluster.ends(job).size() == 1);
        cluster.runner().measure();
        assertThat(measured(0)).isEmpty();
    }
}
