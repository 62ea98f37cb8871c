package io.millrace.testing.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.aggregators.LongSumAggregator;
import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IterationOptions;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.testing.MiniClusterResourceConfiguration;
import io.millrace.testing.MiniClusterWithClientResource;
import io.millrace.testing.failures.LoopTrouble.Trouble;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops in three TaskManagers that go on from the end of a superstep after something went wrong. */
class SuperstepSnapshotsTest {
    /** All slots: each TaskManager has a part of the loop. */
    private static final int PARALLELISM = 6;

    private static final int CHAINS = 12;
    private static final int LENGTH = 30;

    /** What the function in the delta loop sees, over all supersteps. */
    private static final long SEEN = (long) CHAINS * LENGTH * (LENGTH - 1) / 2;

    private static final MiniClusterWithClientResource CLUSTER =
            new MiniClusterWithClientResource(new MiniClusterResourceConfiguration.Builder()
                    .setConfiguration(interruptingSoon())
                    .setNumberTaskManagers(3)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @TempDir
    Path folder;

    /** What waits in a loop that is stopped need not wait for long. */
    private static Configuration interruptingSoon() {
        Configuration settings = new Configuration();
        settings.setString("task.cancellation.interval", "20 ms");
        return settings;
    }

    @BeforeAll
    static void start() {
        CLUSTER.before();
    }

    @AfterAll
    static void end() {
        CLUSTER.after();
    }

    @AfterEach
    void nothingIsLeftOfSnapshots() throws IOException {
        assertThat(files(path -> true)).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private List<Path> files(Predicate<Path> which) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().startsWith("superstep-") && which.test(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // What vanishes meanwhile is not there.
                }
                throw e;
            }
        });
        return found;
    }

    private ExecutionEnvironment env(int supersteps, int retained) {
        return env(supersteps, retained, "fixed-delay");
    }

    private ExecutionEnvironment env(int supersteps, int retained, String strategy) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, retained);
        settings.set(IterationOptions.SNAPSHOT_SUPERSTEPS, supersteps);
        settings.set(IterationOptions.SNAPSHOT_INTERVAL, Duration.ZERO);
        settings.setString("restart-strategy.type", strategy);
        settings.setString("restart-strategy.fixed-delay.attempts", "1");
        settings.setString("restart-strategy.fixed-delay.delay", "0 s");
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(PARALLELISM);
        return env;
    }

    private static void fail() {
        throw new IllegalStateException("a failure on purpose");
    }

    /**
     * Ends a TaskManager that has a part of the loop, and waits for its consequence: whichever it is, the task that waits here
     * is stopped.
     */
    private static void loseATaskManager() throws InterruptedException {
        CLUSTER.getCluster().terminateTaskManager();
        new CountDownLatch(1).await();
    }

    /** In each of some chains of vertices the number of the first one goes from vertex to vertex, one at each superstep. */
    private static DataSet<Tuple2<Integer, Integer>> components(
            ExecutionEnvironment env, LoopTrouble<Tuple2<Integer, Integer>> trouble) {
        List<Tuple2<Integer, Integer>> labels = new ArrayList<>();
        List<Tuple2<Integer, Integer>> edges = new ArrayList<>();
        for (int chain = 0; chain < CHAINS; chain++) {
            for (int i = 0; i < LENGTH; i++) {
                int vertex = chain * LENGTH + i;
                labels.add(Tuple2.of(vertex, vertex));
                if (i + 1 < LENGTH) {
                    edges.add(Tuple2.of(vertex, vertex + 1));
                }
            }
        }
        DataSet<Tuple2<Integer, Integer>> initial = env.fromCollection(labels);
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop = initial.iterateDelta(initial, 100, 0);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .join(env.fromCollection(edges))
                .where(0)
                .equalTo(0)
                .with((known, edge) -> Tuple2.of(edge.f1, known.f1))
                .map(trouble)
                .returns(Types.TUPLE(Types.INT, Types.INT))
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((candidate, old, out) -> {
                    if (candidate.f1 < old.f1) {
                        out.collect(candidate);
                    }
                });
        return loop.closeWith(changes, changes);
    }

    private static void checkComponents(ExecutionEnvironment env, LoopTrouble<Tuple2<Integer, Integer>> trouble)
            throws Exception {
        List<Tuple2<Integer, Integer>> result = components(env, trouble).collect();
        assertThat(result)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CHAINS * LENGTH)
                        .mapToObj(vertex -> Tuple2.of(vertex, vertex / LENGTH * LENGTH))
                        .toList());
        JobExecutionResult last = env.getLastJobExecutionResult();
        assertThat((Long) last.getAccumulatorResult("seen")).isEqualTo(SEEN);
    }

    static IntStream everySuperstep() {
        return IntStream.rangeClosed(1, LENGTH);
    }

    @ParameterizedTest
    @MethodSource("everySuperstep")
    void goOnAtMostTwoSuperstepsBeforeAFailureInAnySuperstep(int superstep) throws Exception {
        LoopTrouble<Tuple2<Integer, Integer>> trouble =
                new LoopTrouble<>(superstep, superstep % PARALLELISM, SuperstepSnapshotsTest::fail);
        checkComponents(env(1, 1), trouble);
        assertThat(trouble.wentOnWith()).isBetween(Math.max(1, superstep - 2), superstep);
        assertThat(trouble.begun()).endsWith(LENGTH);
    }

    @ParameterizedTest
    @MethodSource("everySuperstep")
    void goOnAtMostTwoSuperstepsBeforeTheLossOfATaskManagerInAnySuperstep(int superstep) throws Exception {
        LoopTrouble<Tuple2<Integer, Integer>> trouble =
                new LoopTrouble<>(superstep, superstep % PARALLELISM, SuperstepSnapshotsTest::loseATaskManager);
        checkComponents(env(1, 1), trouble);
        assertThat(trouble.wentOnWith()).isBetween(Math.max(1, superstep - 2), superstep);
        assertThat(trouble.begun()).endsWith(LENGTH);
    }

    private List<Path> of(int superstep) throws IOException {
        return files(path -> path.getFileName().toString().startsWith("superstep-" + superstep + "-"));
    }

    private void awaitSnapshotOf(int superstep) {
        await().atMost(Duration.ofSeconds(60)).until(() -> of(superstep).size() == PARALLELISM);
    }

    @Test
    void goOnFromTheLastSnapshot() throws Exception {
        LoopTrouble<Tuple2<Integer, Integer>> trouble = new LoopTrouble<>(15, 0, () -> {
            awaitSnapshotOf(10);
            fail();
        });
        checkComponents(env(10, 1), trouble);
        assertThat(trouble.wentOnWith()).isEqualTo(11);
    }

    /**
     * Lets a loop with a snapshot each superstep fail in the 25th, when something was done to those that are there: that of the
     * 24th is the last one then, and that of the 23rd is kept.
     */
    private int goesOnAfter(Trouble first) throws Exception {
        LoopTrouble<Tuple2<Integer, Integer>> trouble = new LoopTrouble<>(25, 0, () -> {
            awaitSnapshotOf(24);
            first.happen();
            fail();
        });
        checkComponents(env(1, 2), trouble);
        return trouble.wentOnWith();
    }

    @Test
    void goOnFromAnOlderSnapshotIfTheLastOneIsDamagedOrMissing() throws Exception {
        assertThat(goesOnAfter(() -> damage(of(24).get(0)))).isEqualTo(24);
        assertThat(goesOnAfter(() -> Files.delete(of(24).get(1)))).isEqualTo(24);
    }

    @Test
    void beginAnewIfEverySnapshotIsDamaged() throws Exception {
        assertThat(goesOnAfter(() -> {
                    for (Path file : files(path -> path.toString().contains("-part-2-"))) {
                        damageIfThere(file);
                    }
                }))
                .isEqualTo(1);
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** Old ones are deleted meanwhile. */
    private static void damageIfThere(Path file) throws IOException {
        try {
            damage(file);
        } catch (NoSuchFileException e) {
            assertThat(file).doesNotExist();
        }
    }

    /** Adds what all had together before; so it knows the aggregate of the superstep before. */
    private static final class AddWhatAllHad extends RichMapFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;
        private transient LongSumAggregator sum;
        private transient long before;

        @Override
        public void open(OpenContext context) {
            sum = getIterationRuntimeContext().getIterationAggregator("sum");
            LongValue previous = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
            before = previous == null ? 0 : previous.getValue() % 1000;
        }

        @Override
        public Tuple2<Integer, Long> map(Tuple2<Integer, Long> value) {
            sum.aggregate(value.f1);
            return Tuple2.of(value.f0, (value.f1 + before + value.f0) % 1_000_003);
        }
    }

    private static DataSet<Tuple2<Integer, Long>> sums(
            ExecutionEnvironment env, LoopTrouble<Tuple2<Integer, Long>> trouble) {
        IterativeDataSet<Tuple2<Integer, Long>> loop = env.fromCollection(IntStream.range(0, 100)
                        .mapToObj(id -> Tuple2.of(id, (long) id))
                        .toList())
                .iterate(12)
                .registerAggregator("sum", new LongSumAggregator());
        return loop.closeWith(loop.map(trouble)
                .returns(Types.TUPLE(Types.INT, Types.LONG))
                .map(new AddWhatAllHad())
                .groupBy(0)
                .sum(1));
    }

    private List<Tuple2<Integer, Long>> sums(int superstep, Trouble happens) throws Exception {
        ExecutionEnvironment env = env(1, 1);
        LoopTrouble<Tuple2<Integer, Long>> trouble = new LoopTrouble<>(superstep, 1, happens);
        List<Tuple2<Integer, Long>> result = sums(env, trouble).collect();
        assertThat((Long) env.getLastJobExecutionResult().getAccumulatorResult("seen"))
                .isEqualTo(12 * 100);
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 11, 12})
    void aBulkLoopComesToTheSameWhateverGoesWrong(int superstep) throws Exception {
        List<Tuple2<Integer, Long>> undisturbed = sums(100, SuperstepSnapshotsTest::fail);
        assertThat(sums(superstep, SuperstepSnapshotsTest::fail)).containsExactlyInAnyOrderElementsOf(undisturbed);
        assertThat(sums(superstep, SuperstepSnapshotsTest::loseATaskManager))
                .containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    @Test
    void aJobThatFailsLeavesNothing() {
        ExecutionEnvironment env = env(1, 1, "none");
        LoopTrouble<Tuple2<Integer, Integer>> trouble = new LoopTrouble<>(9, 2, SuperstepSnapshotsTest::fail);
        assertThatThrownBy(() -> components(env, trouble).collect()).hasStackTraceContaining("a failure on purpose");
    }
}
