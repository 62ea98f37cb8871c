package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.checkpoint.OperatorRestore;
import io.millrace.taskmanager.kit.CheckpointedJob;
import io.millrace.taskmanager.kit.CheckpointedJob.Complete;
import io.millrace.taskmanager.kit.CountsByKey;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.StatefulOps;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Random graphs of stateful operators on two TaskManagers, with checkpoints at random moments, some of them given up, and at
 * times everything lost: each record counts exactly as often as the graph says, whatever happened, and each complete
 * checkpoint is a consistent cut.
 */
class CheckpointPropertyTest {
    private enum Kind {
        PASS(1),
        TWICE(2),
        DELAY(1),
        KEYED(1),
        MERGE(1);

        private final int times;

        Kind(int times) {
            this.times = times;
        }
    }

    /**
     * What does not change when the job is restarted at another parallelism.
     *
     * @param patterns of the inputs of each operator, the sink's last
     * @param other the second input of a MERGE: an earlier operator; 0 is the source
     */
    private record Shape(
            long records, List<Kind> kinds, List<ExchangePattern> patterns, List<Integer> other, boolean chained) {

        static Shape random(Random random, int size) {
            List<Kind> kinds = new ArrayList<>();
            List<ExchangePattern> patterns = new ArrayList<>();
            List<Integer> other = new ArrayList<>();
            int operators = 1 + random.nextInt(4);
            for (int i = 0; i < operators; i++) {
                Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
                kinds.add(kind);
                patterns.add(kind == Kind.KEYED ? Program.hash((Long n) -> n) : pattern(random));
                other.add(random.nextInt(i + 1));
            }
            patterns.add(pattern(random));
            return new Shape(1 + random.nextInt(50 * (1 + size)), kinds, patterns, other, random.nextBoolean());
        }

        private static ExchangePattern pattern(Random random) {
            return switch (random.nextInt(5)) {
                case 0 -> new ExchangePattern.Rebalance();
                case 1 -> new ExchangePattern.Rescale();
                case 2 -> new ExchangePattern.Shuffle();
                case 3 -> new ExchangePattern.Forward();
                default -> Program.hash((Long n) -> n);
            };
        }

        boolean delays() {
            return kinds.contains(Kind.DELAY);
        }

        /** How often each record comes to the sink, and to each operator. */
        List<Long> copies() {
            List<Long> leaving = new ArrayList<>(List.of(1L));
            List<Long> arriving = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                long copies = leaving.get(i) + (kinds.get(i) == Kind.MERGE ? leaving.get(other.get(i)) : 0);
                arriving.add(copies);
                leaving.add(copies * kinds.get(i).times);
            }
            arriving.add(leaving.get(kinds.size()));
            return arriving;
        }

        JobGraph graph(Random random) {
            Program program = new Program().with("execution.checkpointing.interval", "1 s");
            if (!chained) {
                program.unchained();
            }
            int first = 1 + random.nextInt(3);
            List<Handle> nodes =
                    new ArrayList<>(List.of(program.source("numbers", first, StatefulOps.numbers(records))));
            for (int i = 0; i < kinds.size(); i++) {
                Kind kind = kinds.get(i);
                Handle before = nodes.get(i);
                int parallelism = chained ? first : 1 + random.nextInt(3);
                Handle added = program.operator("op " + i, parallelism, maker(kind), kind == Kind.MERGE ? 2 : 1);
                program.connect(before, added, 0, patterns.get(i), ExchangeMode.PIPELINED);
                if (kind == Kind.MERGE) {
                    program.connect(
                            nodes.get(other.get(i)), added, 1, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
                }
                nodes.add(added);
            }
            int last = chained ? first : 1 + random.nextInt(3);
            Handle sink = program.operator("sink", last, StatefulOps.counter(), 1);
            program.connect(nodes.get(kinds.size()), sink, 0, patterns.get(kinds.size()), ExchangeMode.PIPELINED);
            return program.build();
        }

        private static Ops.Maker maker(Kind kind) {
            return switch (kind) {
                case PASS -> Ops.<Long, Long>each((n, t, out) -> out.collect(n, t));
                case TWICE ->
                    Ops.<Long, Long>each((n, t, out) -> {
                        out.collect(n, t);
                        out.collect(n, t);
                    });
                case DELAY -> StatefulOps.delay();
                case KEYED -> StatefulOps.countByKey();
                case MERGE -> StatefulOps.merge();
            };
        }
    }

    @ParameterizedTest
    @Seeds(150)
    void eachRecordCountsOnceWhateverIsLost(long seed, int size) {
        Random random = new Random(seed);
        Shape shape = Shape.random(random, size);
        JobGraph graph = shape.graph(random);
        MemorySnapshotFiles files = new MemorySnapshotFiles();
        CheckpointedJob job = new CheckpointedJob(graph, files, seed);
        int losses = random.nextInt(4);
        boolean lost = false;
        for (int steps = 0; steps < 400 * (1 + losses) && !job.isFinished(); steps++) {
            job.step();
            if (random.nextInt(30) == 0 && job.pending().size() < 2) {
                job.trigger();
            }
            if (random.nextInt(200) == 0) {
                job.pending().forEach(job::abort);
            }
            if (losses > 0 && random.nextInt(300) == 0) {
                losses--;
                lost = true;
                // In a chain the operators stand together only while they have one parallelism.
                graph = shape.chained() ? graph : shape.graph(random);
                job.restart(graph, newest(job));
            }
        }
        job.finish();

        assertThat(job.failure()).isEmpty();
        List<Complete> all = job.complete();
        checkCounts(job, shape, all.get(all.size() - 1), shape.records());
        for (Complete checkpoint : all) {
            checkCut(job, shape, checkpoint);
        }
        assertThat(lost || files.unfinished() == 0).isTrue(); // a lost process finishes nothing
    }

    private static Optional<Complete> newest(CheckpointedJob job) {
        List<Complete> all = job.complete();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All records below {@code to} came to each operator as often as the graph says. */
    private static void checkCounts(CheckpointedJob job, Shape shape, Complete checkpoint, long to) {
        List<Long> copies = shape.copies();
        assertThat(counts(job.contents(checkpoint, "sink"))).isEqualTo(expected(to, copies.get(copies.size() - 1)));
        for (int i = 0; i < shape.kinds().size(); i++) {
            if (shape.kinds().get(i) == Kind.KEYED) {
                Map<Long, Long> keyed = new TreeMap<>();
                job.contents(checkpoint, "op " + i)
                        .groups()
                        .forEach((group, block) -> keyed.putAll(CountsByKey.read(group, block)));
                assertThat(keyed).isEqualTo(expected(to, copies.get(i)));
            }
        }
    }

    /** What the sources have emitted has come to the sink, and nothing else. */
    private static void checkCut(CheckpointedJob job, Shape shape, Complete checkpoint) {
        if (shape.delays()) {
            return;
        }
        Map<Long, Long> emitted = expected(shape.records(), 1);
        for (byte[] bytes : job.contents(checkpoint, "numbers").list("shares")) {
            StatefulOps.Share left = StatefulOps.Share.read(bytes);
            for (long n = left.next(); n < left.to(); n += StatefulOps.SHARES) {
                emitted.remove(n);
            }
        }
        List<Long> copies = shape.copies();
        emitted.replaceAll((n, once) -> copies.get(copies.size() - 1));
        assertThat(counts(job.contents(checkpoint, "sink"))).isEqualTo(emitted);
    }

    private static Map<Long, Long> counts(OperatorRestore sink) {
        Map<Long, Long> counts = new TreeMap<>();
        sink.list("counts")
                .forEach(bytes -> CountsByKey.read(0, bytes).forEach((n, count) -> counts.merge(n, count, Long::sum)));
        return counts;
    }

    private static Map<Long, Long> expected(long to, long copies) {
        Map<Long, Long> expected = new TreeMap<>();
        for (long n = 0; n < to; n++) {
            expected.put(n, copies);
        }
        return expected;
    }
}
