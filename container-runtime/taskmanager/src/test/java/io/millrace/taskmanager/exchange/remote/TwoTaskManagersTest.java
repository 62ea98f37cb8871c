package io.millrace.taskmanager.exchange.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorId;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Restore;
import io.millrace.protocol.Restore.SubtaskState;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.checkpoint.FileSystemSnapshotFiles;
import io.millrace.taskmanager.checkpoint.OperatorRestore;
import io.millrace.taskmanager.checkpoint.SnapshotReader;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.CountsByKey;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.StatefulOps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs whose tasks run at two TaskManagers: subtask i at the TaskManager i mod 2. */
class TwoTaskManagersTest {
    private final TwoTaskManagers cluster = new TwoTaskManagers();

    @BeforeEach
    void start() {
        Ops.reset();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static JobGraph hashJob(ExchangeMode mode) {
        Program program = new Program();
        Handle source = program.source("numbers", 4, Ops.numbers(0, 100_000));
        Handle sink = program.operator("sink", 4, Ops.sink("all"), 1);
        program.connect(source, sink, 0, Program.hash((Long n) -> n % 1000), mode);
        return program.build();
    }

    private static void assertAllThere() {
        assertThat(Ops.collected("all").stream()
                        .mapToLong(Long.class::cast)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, 100_000).toArray());
        Map<Long, Integer> homes = new HashMap<>();
        for (int subtask = 0; subtask < 4; subtask++) {
            for (Object number : Ops.collected("all/" + subtask)) {
                Integer before = homes.putIfAbsent((Long) number % 1000, subtask);
                assertThat(before == null || before == subtask).isTrue();
            }
        }
        assertThat(homes.values()).contains(0, 1, 2, 3);
    }

    @Test
    void exchangesByHashBetweenTaskManagers() {
        cluster.run(hashJob(ExchangeMode.PIPELINED));
        assertAllThere();
    }

    @Test
    void readsPartitionsThatTheOtherTaskManagerKeeps() {
        cluster.run(hashJob(ExchangeMode.BLOCKING));
        assertAllThere();
    }

    @Test
    void bringsWatermarksAndTheEndAcross() {
        Program program = new Program();
        Handle source = program.source("script", 1, Ops.script(5L, 9L, "W7", 12L, 20L, "W15"));
        program.then(
                program.then(
                        source,
                        "spread",
                        2,
                        Ops.<Object, Object>each((record, time, out) -> out.collect(record, time)),
                        Program.hash((Object record) -> 3)),
                "sink",
                1,
                Ops.eventSink("events"),
                new io.millrace.dataflow.graph.ExchangePattern.Global());
        cluster.run(program.build());
        assertThat(Ops.collected("events")).containsExactly("5@5", "9@9", "W7", "12@12", "20@20", "W15", "Wmax", "E");
    }

    @Test
    void bringsBarriersAcross(@TempDir Path directory) throws IOException {
        Program program = new Program().with("execution.checkpointing.interval", "1 s");
        Handle source = program.source("numbers", 2, StatefulOps.numbers(1L << 40));
        Handle sink = program.operator("sink", 2, StatefulOps.counter(), 1);
        program.connect(source, sink, 0, Program.hash((Long n) -> n), ExchangeMode.PIPELINED);
        JobGraph graph = program.build();
        JobID job = new JobID();
        cluster.deploy(job, graph);
        for (int side = 0; side < 2; side++) {
            int here = side;
            List<AttemptId> attempts = Cluster.attempts(job, graph).stream()
                    .filter(attempt -> attempt.subtask() % 2 == here)
                    .toList();
            cluster.runners
                    .get(side)
                    .triggerCheckpoint(job, 1, 5, directory.toUri().toString(), attempts);
        }
        Cluster.await(() -> taken().size() == 2);

        List<SubtaskState> states = taken().stream()
                .flatMap(taken -> taken.tasks().stream())
                .map(task -> new SubtaskState(
                        task.attempt().vertex(),
                        task.attempt().subtask(),
                        2,
                        task.state().orElseThrow()))
                .toList();
        Map<Long, Long> counts = new TreeMap<>();
        for (byte[] bytes : contents(states, graph, 1).list("counts")) {
            CountsByKey.read(0, bytes).forEach((n, count) -> counts.merge(n, count, Long::sum));
        }
        Set<Long> emitted = new TreeSet<>();
        for (byte[] bytes : contents(states, graph, 0).list("shares")) {
            StatefulOps.Share left = StatefulOps.Share.read(bytes);
            LongStream.iterate(left.next() - StatefulOps.SHARES, n -> n >= 0, n -> n - StatefulOps.SHARES)
                    .forEach(emitted::add);
        }
        assertThat(counts.keySet()).isEqualTo(emitted);
        assertThat(counts.values()).allMatch(count -> count == 1);
    }

    private List<TaskRunner.Taken> taken() {
        return cluster.facts.stream()
                .filter(TaskRunner.Taken.class::isInstance)
                .map(TaskRunner.Taken.class::cast)
                .toList();
    }

    private static OperatorRestore contents(List<SubtaskState> states, JobGraph graph, int vertex) throws IOException {
        AttemptId all = new AttemptId(new JobID(), vertex, 0, 0);
        OperatorId id = graph.vertex(vertex).chain().get(0).id();
        return new SnapshotReader(new FileSystemSnapshotFiles(), new Restore(1, states), all, id, 1, Program.KEY_GROUPS)
                .read()
                .operator(id)
                .orElseThrow();
    }

    @Test
    void failsBothSidesWhenTheConnectionBreaks() {
        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, Long.MAX_VALUE));
        Handle sink = program.operator("sink", 2, (Ops.Maker) Witness::new, 1);
        program.connect(source, sink, 0, Program.hash((Long n) -> n), ExchangeMode.PIPELINED);
        JobGraph graph = program.build();
        JobID job = new JobID();
        cluster.deploy(job, graph);
        // Before that, who waits for the other side to open a channel would be cancelled by the JobManager alone.
        Cluster.await(() -> java.util.Set.copyOf(Ops.collected("seen")).size() == 4);
        cluster.two.nodes.get(0).close();
        Cluster.await(() -> cluster.ends().size() == 4);
        assertThat(cluster.ends().values()).containsOnly(TaskState.FAILED);
        assertThat(cluster.moves.stream().flatMap(moved -> moved.failure().stream()))
                .allSatisfy(failure -> assertThat(failure.message()).containsAnyOf("node tm-0", "node tm-1"));
    }

    /** Notes which subtask has got something from which. */
    private static final class Witness extends Ops.Each<Long, Object> {
        private final boolean[] seen = new boolean[2];

        Witness() {
            super((record, time, out) -> {});
        }

        @Override
        public void process(Long record, long timestamp) {
            int from = (int) (record % 2);
            if (!seen[from]) {
                seen[from] = true;
                Ops.sinkOf("seen").add(from + " to " + context.task().getIndexOfThisSubtask());
            }
        }
    }
}
