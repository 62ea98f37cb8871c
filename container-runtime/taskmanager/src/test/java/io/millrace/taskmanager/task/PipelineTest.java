package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole jobs on one TaskManager. */
class PipelineTest {
    private Cluster cluster;

    @BeforeEach
    void start() {
        Ops.reset();
        cluster = new Cluster(2);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void runsAChainInOneTask() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 10_000));
        Handle doubled = program.then(source, "double", 1, Ops.<Long, Long>each((n, t, out) -> out.collect(n * 2, t)));
        program.then(doubled, "sink", 1, Ops.sink("all"));
        JobGraph graph = program.build();
        assertThat(graph.vertices()).hasSize(1);

        cluster.run(graph);

        assertThat(Ops.collected("all"))
                .isEqualTo(LongStream.range(0, 10_000).mapToObj(n -> n * 2).toList());
    }

    @Test
    void tellsThatATaskRunsBeforeItEnds() {
        Program program = new Program();
        program.then(program.source("numbers", 1, Ops.numbers(0, 10)), "sink", 1, Ops.sink("all"));
        JobGraph graph = program.build();

        JobID job = cluster.submit(graph);
        Cluster.await(() -> cluster.ends(job).size() == 1);

        assertThat(cluster.moves(job))
                .extracting(TaskRunner.Moved::to)
                .containsExactly(TaskState.RUNNING, TaskState.FINISHED);
    }

    @Test
    void unitesEdgesIntoOneInput() {
        Program program = new Program();
        Handle low = program.source("low", 2, Ops.numbers(0, 5_000));
        Handle high = program.source("high", 1, Ops.numbers(5_000, 7_000));
        Handle sink = program.operator("sink", 2, Ops.sink("all"), 1);
        program.connect(low, sink, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
        program.connect(high, sink, 0, new ExchangePattern.Rebalance(), ExchangeMode.BLOCKING);

        cluster.run(program.build());

        assertThat(Ops.collected("all")).hasSize(7_000);
        assertThat(List.copyOf(Ops.collected("all")).stream()
                        .mapToLong(Long.class::cast)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, 7_000).toArray());
        assertThat(cluster.runner().hub().size()).isZero();
        assertThat(cluster.runner().partitions().size()).isZero();
        assertThat(cluster.runner().partitions().memoryBytes()).isZero();
    }
}
