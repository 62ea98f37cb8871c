package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.Pump;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two TaskManagers without threads, and a carrier of elements between them that breaks when it is told to. */
class SteppedTaskRunnerTest {
    private final List<TaskManagerId> ids = List.of(new TaskManagerId("tm-1"), new TaskManagerId("tm-2"));
    private final List<TaskRunner.Fact> facts = new ArrayList<>();
    private final Pump pump = new Pump();
    private final List<SteppedTaskRunner> runners = new ArrayList<>();
    private long now = 1_000;

    @BeforeEach
    void reset() {
        Ops.reset();
    }

    private void start(long seed) {
        start(seed, Optional.empty());
    }

    private void start(long seed, Optional<Executor> files) {
        for (TaskManagerId id : ids) {
            runners.add(new SteppedTaskRunner(
                    id,
                    TaskManagerSettings.defaults(2)
                            .withManagedMemoryBytes(1 << 20)
                            .withBlockingExchangeBytesMax(10_000),
                    new Cluster.NoState(),
                    new MemorySnapshotFiles(),
                    files,
                    new Cluster.SameLoader(),
                    Optional.of(pump.at(id)),
                    () -> now,
                    facts::add,
                    seed));
        }
    }

    private JobID deploy(JobGraph graph) {
        return deploy(graph, List.of());
    }

    /** Deploys all vertices, or these only; of later ones nothing is known then. */
    private JobID deploy(JobGraph graph, List<Integer> vertices) {
        JobID job = new JobID(7, 7);
        int known = vertices.isEmpty() ? Integer.MAX_VALUE : vertices.get(vertices.size() - 1);
        Placements placements = new Placements(graph.vertices().stream()
                .map(vertex -> new Placements.VertexPlacement(
                        LongStream.range(0, vertex.index() > known ? 0 : vertex.parallelism())
                                .mapToObj(subtask -> ids.get((int) (subtask + vertex.index()) % 2))
                                .toList(),
                        java.util.Collections.nCopies(vertex.index() > known ? 0 : vertex.parallelism(), 0)))
                .toList());
        for (int i = 0; i < 2; i++) {
            TaskManagerId id = ids.get(i);
            List<AttemptId> attempts = Cluster.attempts(job, graph).stream()
                    .filter(a -> vertices.isEmpty() || vertices.contains(a.vertex()))
                    .filter(a -> placements
                            .vertices()
                            .get(a.vertex())
                            .taskManagers()
                            .get(a.subtask())
                            .equals(id))
                    .toList();
            runners.get(i).deploy(job, Cluster.bytes(graph), attempts, placements);
        }
        return job;
    }

    private void runUntilNothingMoves(long seed) {
        Random random = new Random(seed);
        int idle = 0;
        while (idle < 50) {
            int done = switch (random.nextInt(3)) {
                case 0 -> runners.get(0).step();
                case 1 -> runners.get(1).step();
                default -> pump.step();
            };
            idle = done == 0 ? idle + 1 : 0;
        }
    }

    private List<TaskState> ends() {
        return facts.stream()
                .filter(TaskRunner.Moved.class::isInstance)
                .map(fact -> ((TaskRunner.Moved) fact).to())
                .filter(TaskState::isTerminal)
                .toList();
    }

    private static JobGraph job() {
        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, 20_000));
        Handle same = program.then(
                source, "same", 3, Ops.each((n, t, out) -> out.collect(n, t)), Program.hash((Long n) -> n % 100));
        program.then(same, "sink", 2, Ops.sink("all"), new ExchangePattern.Rebalance());
        return program.build();
    }

    @ParameterizedTest
    @Seeds(10)
    void runsAJobOverTwoTaskManagersInAnyOrderOfSteps(long seed) {
        start(seed);
        deploy(job());

        runUntilNothingMoves(seed);

        assertThat(ends()).hasSize(7).containsOnly(TaskState.FINISHED);
        assertThat(Ops.collected("all").stream()
                        .mapToLong(Long.class::cast)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, 20_000).toArray());
    }

    @ParameterizedTest
    @Seeds(10)
    void consumersOfABlockingEdgeMayComeWhenItsProducersHaveEnded(long seed) {
        start(seed);
        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, 20_000));
        Handle sink = program.operator("sink", 3, Ops.sink("all"), 1);
        program.connect(source, sink, 0, Program.hash((Long n) -> n % 100), ExchangeMode.BLOCKING);
        JobGraph graph = program.build();
        deploy(graph, List.of(0));
        runUntilNothingMoves(seed);
        assertThat(ends()).hasSize(2).containsOnly(TaskState.FINISHED);
        assertThat(runners).allMatch(runner -> runner.partitions().spilledBytes() > 0);

        JobID job = deploy(graph, List.of(1));
        runUntilNothingMoves(seed);

        assertThat(ends()).hasSize(5).containsOnly(TaskState.FINISHED);
        assertThat(Ops.collected("all").stream()
                        .mapToLong(Long.class::cast)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, 20_000).toArray());
        runners.forEach(runner -> runner.forget(job));
        assertThat(runners).allMatch(runner -> runner.partitions().size() == 0);
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        start(5);
        deploy(job());
        runUntilNothingMoves(5);
        List<Object> first = Ops.collected("all");
        Ops.reset();
        runners.clear();
        start(5);
        deploy(job());
        runUntilNothingMoves(5);

        assertThat(Ops.collected("all")).isEqualTo(first);
    }

    @Test
    void aBrokenLinkFailsTheTasksOnBothSidesByThePlatformsFault() {
        start(1);
        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, Long.MAX_VALUE / 2));
        program.then(source, "sink", 2, Ops.sink("all"), new ExchangePattern.Rebalance());
        deploy(program.build());
        for (int i = 0; i < 20; i++) {
            runners.forEach(SteppedTaskRunner::step);
            pump.step();
        }

        pump.breakAll();
        for (int i = 0; i < 200; i++) {
            runners.forEach(SteppedTaskRunner::step);
        }

        assertThat(ends()).hasSize(4).containsOnly(TaskState.FAILED);
        assertThat(facts.stream()
                        .filter(TaskRunner.Moved.class::isInstance)
                        .flatMap(fact -> ((TaskRunner.Moved) fact).failure().stream()))
                .hasSize(4)
                .allMatch(failure -> failure.owner() == Failure.Owner.PLATFORM)
                .allMatch(failure -> failure.message().contains("the link is cut"));
    }

    @Test
    void timersFollowVirtualTime() {
        start(1);
        Program program = new Program();
        Handle source = program.source("splits", 1, (Ops.Maker) NoSplits::new);
        program.then(source, "later", 1, (Ops.Maker) Later::new);
        deploy(program.build());
        for (int i = 0; i < 5; i++) {
            runners.get(0).step();
        }

        assertThat(Ops.collected("all")).isEmpty();
        assertThat(runners.get(0).nextWakeMs()).isEqualTo(61_000);
        now = 61_000;
        runners.get(0).step();
        assertThat(Ops.collected("all")).containsExactly(61_000L);
    }

    /** Waits for ever. */
    private static final class NoSplits implements SourceOperator<Object> {
        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public Progress next(Output<Object> output) {
            return Progress.WAITING;
        }
    }

    private static final class Later extends Ops.Each<Object, Object> {
        Later() {
            super((r, t, out) -> {});
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            super.open(opened, out);
            context.wakeAt(context.processingTime() + 60_000);
        }

        @Override
        public Emission<Object> onTime(long time) {
            Ops.sinkOf("all").add(time);
            return Emission.none();
        }
    }

    /** Has files written, and fails at its first record, or lets it pass. */
    private static final class Writes extends Ops.Each<Object, Object> {
        private final boolean fails;

        Writes(boolean fails) {
            super((n, t, out) -> {});
            this.fails = fails;
        }

        @Override
        public void process(Object n, long t) throws Exception {
            context.io().execute(() -> Ops.sinkOf("all").add("first"));
            if (fails) {
                throw new IOException("on purpose");
            }
        }

        @Override
        public void close() {
            context.io().execute(() -> Ops.sinkOf("all").add("at the end"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskThatFailsOrIsCancelledHasEndedWhenWhatItHadWrittenHas(boolean fails) {
        Queue<Runnable> files = new ArrayDeque<>();
        start(1, Optional.of(files::add));
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, Long.MAX_VALUE / 2));
        program.then(source, "writes", 1, (Ops.Maker) () -> new Writes(fails));
        JobID job = deploy(program.build());
        for (int i = 0; i < 20; i++) {
            runners.get(0).step();
        }
        if (!fails) {
            runners.get(0).cancel(new AttemptId(job, 0, 0, 0), "the test wants it");
        }
        for (int i = 0; i < 20; i++) {
            runners.get(0).step();
        }
        assertThat(ends()).isEmpty();

        while (!files.isEmpty()) {
            runners.get(0).step();
            assertThat(ends()).isEmpty();
            files.remove().run();
        }
        runners.get(0).step();

        assertThat(ends()).containsExactly(fails ? TaskState.FAILED : TaskState.CANCELED);
        assertThat(Ops.collected("all")).startsWith("first").endsWith("at the end");
    }

    @Test
    void refusesWhatWouldNeedAThread() {
        start(1);
        Program blocking = new Program();
        blocking.source("blocks", 1, new Ops.Blocking(Ops.numbers(0, 1)));
        assertThatThrownBy(() -> deploy(blocking.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'blocks'");

        Program flood = new Program();
        Handle source = flood.source("one", 1, Ops.numbers(0, 1));
        Handle many = flood.then(source, "many", 1, Ops.each((n, t, out) -> {
            for (long i = 0; i < 2_000_000; i++) {
                out.collect(i, t);
            }
        }));
        flood.then(many, "sink", 1, Ops.sink("all"), new ExchangePattern.Rebalance());
        deploy(flood.build());
        assertThatThrownBy(() -> runUntilNothingMoves(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("thread of its own");
    }
}
