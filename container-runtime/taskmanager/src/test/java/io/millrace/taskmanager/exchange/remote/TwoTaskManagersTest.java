package io.millrace.taskmanager.exchange.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import io.millrace.taskmanager.worker.ThreadedTaskRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole jobs whose tasks run at two TaskManagers: subtask i at the TaskManager i mod 2. */
class TwoTaskManagersTest {
    private final TwoNodes two = new TwoNodes();
    private final List<TaskRunner.Moved> moves = new CopyOnWriteArrayList<>();
    private final List<ThreadedTaskRunner> runners = new ArrayList<>();

    @BeforeEach
    void start() {
        Ops.reset();
        for (int i = 0; i < 2; i++) {
            runners.add(new ThreadedTaskRunner(
                    two.ids.get(i),
                    TaskManagerSettings.defaults(2).withManagedMemoryBytes(16 << 20),
                    new Cluster.NoState(),
                    new Cluster.SameLoader(),
                    Optional.of(two.carriers.get(i)),
                    System::currentTimeMillis,
                    fact -> {
                        if (fact instanceof TaskRunner.Moved moved) {
                            moves.add(moved);
                        }
                    }));
        }
    }

    @AfterEach
    void stop() {
        two.close();
        runners.forEach(ThreadedTaskRunner::close);
    }

    private void deploy(JobID job, JobGraph graph) {
        deploy(job, graph, Cluster.attempts(job, graph));
    }

    private void deploy(JobID job, JobGraph graph, List<AttemptId> wave) {
        List<Placements.VertexPlacement> places = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            List<TaskManagerId> where = new ArrayList<>();
            List<Integer> attempts = new ArrayList<>();
            for (int i = 0; i < vertex.parallelism(); i++) {
                where.add(two.ids.get(i % 2));
                attempts.add(0);
            }
            places.add(new Placements.VertexPlacement(where, attempts));
        }
        Placements placements = new Placements(places, two.endpoints());
        for (int side = 0; side < 2; side++) {
            int here = side;
            List<AttemptId> attempts = wave.stream()
                    .filter(attempt -> attempt.subtask() % 2 == here)
                    .toList();
            runners.get(side).deploy(job, Cluster.bytes(graph), attempts, placements);
        }
    }

    private Map<AttemptId, TaskState> ends() {
        Map<AttemptId, TaskState> ends = new HashMap<>();
        moves.stream().filter(moved -> moved.to().isTerminal()).forEach(moved -> ends.put(moved.attempt(), moved.to()));
        return ends;
    }

    /** As the JobManager does it: who reads a blocking edge is deployed when its producers have finished. */
    private void run(JobGraph graph) {
        JobID job = new JobID();
        Map<Boolean, List<AttemptId>> waves = Cluster.attempts(job, graph).stream()
                .collect(Collectors.partitioningBy(attempt -> graph.inputsOf(attempt.vertex()).stream()
                        .anyMatch(edge -> edge.mode() == ExchangeMode.BLOCKING)));
        int ended = 0;
        for (List<AttemptId> wave : List.of(waves.get(false), waves.get(true))) {
            deploy(job, graph, wave);
            ended += wave.size();
            int expected = ended;
            Cluster.await(() -> ends().size() == expected);
        }
        assertThat(moves.stream().flatMap(moved -> moved.failure().stream())).isEmpty();
        assertThat(ends().values()).containsOnly(TaskState.FINISHED);
        runners.forEach(runner -> runner.forget(job));
        two.carriers.forEach(carrier -> assertThat(carrier.size()).isZero());
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
        run(hashJob(ExchangeMode.PIPELINED));
        assertAllThere();
    }

    @Test
    void readsPartitionsThatTheOtherTaskManagerKeeps() {
        run(hashJob(ExchangeMode.BLOCKING));
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
        run(program.build());
        assertThat(Ops.collected("events")).containsExactly("5@5", "9@9", "W7", "12@12", "20@20", "W15", "Wmax", "E");
    }

    @Test
    void failsBothSidesWhenTheConnectionBreaks() {
        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, Long.MAX_VALUE));
        Handle sink = program.operator("sink", 2, (Ops.Maker) Witness::new, 1);
        program.connect(source, sink, 0, Program.hash((Long n) -> n), ExchangeMode.PIPELINED);
        JobGraph graph = program.build();
        JobID job = new JobID();
        deploy(job, graph);
        // Before that, who waits for the other side to open a channel would be cancelled by the JobManager alone.
        Cluster.await(() -> java.util.Set.copyOf(Ops.collected("seen")).size() == 4);
        two.nodes.get(0).close();
        Cluster.await(() -> ends().size() == 4);
        assertThat(ends().values()).containsOnly(TaskState.FAILED);
        assertThat(moves.stream().flatMap(moved -> moved.failure().stream()))
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
