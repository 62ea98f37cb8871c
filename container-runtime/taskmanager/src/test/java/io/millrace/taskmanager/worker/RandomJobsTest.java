package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.task.TaskSettings;
import io.millrace.testing.seeds.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Random graphs on few slots with tiny channels, a tiny overflow, and at times next to no memory for blocking edges: every record arrives the number of times that the
 * graph says, and everything ends.
 */
class RandomJobsTest {
    private Cluster cluster;

    @BeforeEach
    void reset() {
        Ops.reset();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Passes on what comes from either side. */
    private static final class Merge implements TwoInputOperator<Long, Long, Long> {
        private Output<Long> output;

        @Override
        public void open(OperatorContext context, Output<Long> out) {
            output = out;
        }

        @Override
        public void processLeft(Long record, long timestamp) {
            output.collect(record, timestamp);
        }

        @Override
        public void processRight(Long record, long timestamp) {
            output.collect(record, timestamp);
        }
    }

    /** Keeps all records until the end, then emits them some at a time. */
    private static final class Keep extends Ops.Each<Long, Long> {
        private final List<Long> kept = new ArrayList<>();

        Keep() {
            super((n, t, out) -> {});
        }

        @Override
        public void process(Long n, long timestamp) {
            kept.add(n);
        }

        @Override
        public Emission<Long> endInput() {
            int[] at = {0};
            return out -> {
                for (int i = 0; i < 7 && at[0] < kept.size(); i++) {
                    out.collect(kept.get(at[0]++), Output.NO_TIMESTAMP);
                }
                return at[0] < kept.size();
            };
        }
    }

    /** Adds up what arrives. */
    private static final class Total extends Ops.Each<Long, Object> {
        private final AtomicLong count = Ops.shared("count");
        private final AtomicLong sum = Ops.shared("sum");

        Total() {
            super((n, t, out) -> {});
        }

        @Override
        public void process(Long n, long timestamp) {
            count.incrementAndGet();
            sum.addAndGet(n);
        }
    }

    /** An operator and how often it emits what it gets. */
    private record Multiplier(Ops.Maker maker, int times) {}

    private static final List<Multiplier> MULTIPLIERS = List.of(
            new Multiplier(Keep::new, 1),
            new Multiplier(Ops.<Long, Long>each((n, t, out) -> out.collect(n, t)), 1),
            new Multiplier(
                    Ops.<Long, Long>each((n, t, out) -> {
                        for (int i = 0; i < 5; i++) {
                            out.collect(n, t);
                        }
                    }),
                    5));

    /** A node of the graph and how many copies of each source record leave it. */
    private record Node(Handle handle, int parallelism, long copies) {}

    private static ExchangePattern pattern(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new ExchangePattern.Rebalance();
            case 1 -> new ExchangePattern.Rescale();
            case 2 -> new ExchangePattern.Shuffle();
            case 3 -> new ExchangePattern.Broadcast();
            case 4 -> new ExchangePattern.Forward();
            default -> Program.hash((Long n) -> n % 17);
        };
    }

    @ParameterizedTest
    @Seeds(60)
    void everyRecordArrivesAndEverythingEnds(long seed, int size) {
        Random random = new Random(seed);
        int slots = 1 + random.nextInt(3);
        cluster = new Cluster(new TaskManagerSettings(
                slots,
                1 << 20,
                32 * 1024,
                4,
                List.of(1, 1_000, 100_000, 1 << 30).get(random.nextInt(4)),
                1 + random.nextInt(20),
                100,
                5_000,
                new TaskSettings(
                        random.nextBoolean() ? 1_000 : 1 << 20,
                        1,
                        1,
                        List.of(Path.of(System.getProperty("java.io.tmpdir"))))));
        Ops.share("count", new AtomicLong());
        Ops.share("sum", new AtomicLong());
        long records = 1L + random.nextInt(size * 200);
        Program program = random.nextBoolean() ? new Program() : new Program().unchained();
        long copies = build(random, size, program, records);

        JobGraph graph = program.build();
        cluster.run(graph);

        assertThat(Ops.<AtomicLong>shared("count").get()).isEqualTo(copies * records);
        assertThat(Ops.<AtomicLong>shared("sum").get()).isEqualTo(copies * (records * (records - 1) / 2));
        assertThat(cluster.runner().hub().size()).isZero();
        assertThat(cluster.runner().partitions().size()).isZero();
        assertThat(cluster.runner().partitions().memoryBytes()).isZero();
    }

    /** Returns how many copies of each record arrive at the totals. */
    private static long build(Random random, int size, Program program, long records) {
        List<Node> open = new ArrayList<>();
        int sourceParallelism = 1 + random.nextInt(3);
        open.add(new Node(program.source("numbers", sourceParallelism, Ops.numbers(0, records)), sourceParallelism, 1));
        int operators = 1 + random.nextInt(Math.min(6, 1 + size / 5));
        for (int i = 0; i < operators; i++) {
            Node from = open.get(random.nextInt(open.size()));
            int parallelism = 1 + random.nextInt(4);
            Handle added;
            long copies;
            if (random.nextInt(4) == 0) {
                Node other = open.get(random.nextInt(open.size()));
                added = program.operator("merge " + i, parallelism, (Ops.Maker) Merge::new, 2);
                // One source may feed both sides, so one side must not hold up the other.
                copies = connect(random, program, from, added, 0, parallelism, ExchangeMode.BLOCKING)
                        + connect(random, program, other, added, 1, parallelism, ExchangeMode.BLOCKING);
            } else {
                Multiplier chosen = MULTIPLIERS.get(random.nextInt(MULTIPLIERS.size()));
                added = program.operator("op " + i, parallelism, chosen.maker(), 1);
                copies = connect(random, program, from, added, 0, parallelism, mode(random)) * chosen.times();
            }
            open.add(new Node(added, parallelism, copies));
        }
        long total = 0;
        for (Node node : open) {
            int parallelism = 1 + random.nextInt(3);
            Handle sink = program.operator("total", parallelism, (Ops.Maker) Total::new, 1);
            total += connect(random, program, node, sink, 0, parallelism, mode(random));
        }
        return total;
    }

    private static ExchangeMode mode(Random random) {
        return random.nextInt(3) == 0 ? ExchangeMode.BLOCKING : ExchangeMode.PIPELINED;
    }

    private static long connect(
            Random random, Program program, Node from, Handle to, int input, int parallelism, ExchangeMode mode) {
        ExchangePattern pattern = pattern(random);
        program.connect(from.handle(), to, input, pattern, mode);
        return from.copies() * (pattern instanceof ExchangePattern.Broadcast ? parallelism : 1);
    }
}
