package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.aggregators.LongSumAggregator;
import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IterationOptions;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFlatJoinFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A loop as a user writes it, with superstep snapshots. Whatever dies, its result is the oracle's, and so is what functions
 * inside it have counted; and what is done again is bounded.
 */
public final class ProgramLoop implements SimulatedJob {
    private static final String VERTEX = "vertex-";
    private static final int LASTS_MS_MAX = 30_000;

    /** So often tasks are stepped in a superstep, by a rule of thumb. */
    private static final int STEPS_EACH = 8;

    private static final String SEEN = "seen";

    /** What the loop is like. */
    public enum Kind {
        /** Components of a graph: a solution set, and a workset of what changed. */
        DELTA,
        /** Numbers that all change in each superstep, by what all of them had together in the one before. */
        BULK
    }

    private final Kind kind;
    private final String watch = LoopWatch.open();
    private final Map<String, Long> oracle = new TreeMap<>();
    private int everySupersteps;
    private int restMs;

    public ProgramLoop(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return switch (kind) {
            case DELTA -> "delta loop";
            case BULK -> "bulk loop";
        };
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        Configuration settings = drawnFrom(random);
        return switch (kind) {
            case DELTA -> components(settings, parallelism, random);
            case BULK -> numbers(settings, parallelism, random);
        };
    }

    @Override
    public int restMs() {
        return restMs;
    }

    @Override
    public boolean handsOver() {
        return false;
    }

    private Configuration drawnFrom(SplittableRandom random) {
        Configuration settings = new Configuration();
        everySupersteps = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4);
        settings.set(IterationOptions.SNAPSHOT_SUPERSTEPS, everySupersteps);
        settings.set(
                IterationOptions.SNAPSHOT_INTERVAL,
                everySupersteps == 0 ? Duration.ofMillis(1 + random.nextInt(2_000)) : Duration.ZERO);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1 + random.nextInt(3));
        // For what it throws and what files do to it; the loss of TaskManagers needs no strategy.
        settings.setString("restart-strategy.type", "fixed-delay");
        settings.setString("restart-strategy.fixed-delay.attempts", "1000");
        settings.setString("restart-strategy.fixed-delay.delay", random.nextInt(500) + " ms");
        return settings;
    }

    /** So that what happens, happens in the middle of it; and some of its functions throw, too. */
    private void takesItsTime(int supersteps, SplittableRandom random) {
        restMs = random.nextInt(LASTS_MS_MAX) / (supersteps * STEPS_EACH);
        for (int i = random.nextInt(4); i > 0; i--) {
            LoopWatch.named(watch).plan(1 + random.nextInt(supersteps));
        }
    }

    /** Says that it was deployed. */
    private static final class Deployed<T> extends RichMapFunction<T, T> {
        private static final long serialVersionUID = 1L;
        private final String watch;

        Deployed(String watch) {
            this.watch = watch;
        }

        @Override
        public void open(OpenContext context) {
            LoopWatch.named(watch).deployed(getRuntimeContext().getTaskInfo().getAttemptNumber());
        }

        @Override
        public T map(T value) {
            return value;
        }
    }

    private static final class CountIntoAccumulators extends RichMapFunction<Tuple2<Integer, Long>, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Tuple2<Integer, Long> record) {
            getRuntimeContext().getLongCounter(VERTEX + record.f0).add(record.f1);
            return record.f1;
        }
    }

    // The delta loop.

    private static final class TellNeighbour
            implements JoinFunction<Tuple2<Integer, Long>, Tuple2<Integer, Integer>, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Integer, Long> join(Tuple2<Integer, Long> known, Tuple2<Integer, Integer> edge) {
            return Tuple2.of(edge.f1, known.f1);
        }
    }

    private static final class KeepLower
            extends RichFlatJoinFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;
        private final String watch;

        KeepLower(String watch) {
            this.watch = watch;
        }

        @Override
        public void open(OpenContext context) {
            LoopWatch.named(watch)
                    .begun(
                            getRuntimeContext().getTaskInfo().getAttemptNumber(),
                            getIterationRuntimeContext().getSuperstepNumber());
        }

        @Override
        public void join(
                Tuple2<Integer, Long> candidate, Tuple2<Integer, Long> old, Collector<Tuple2<Integer, Long>> out) {
            getRuntimeContext().getLongCounter(SEEN).add(1L);
            if (candidate.f1 < old.f1) {
                out.collect(candidate);
            }
        }
    }

    private byte[] components(Configuration settings, int parallelism, SplittableRandom random) {
        List<Tuple2<Integer, Long>> labels = new ArrayList<>();
        List<Tuple2<Integer, Integer>> edges = new ArrayList<>();
        int chains = 1 + random.nextInt(4);
        int length = 5 + random.nextInt(random.nextBoolean() ? 30 : 150);
        for (int vertex = 0; vertex < chains * length; vertex++) {
            labels.add(Tuple2.of(vertex, (long) vertex));
            if (vertex % length > 0) {
                // Some vertices have several neighbours, and some chains are shorter than others.
                int other = random.nextInt(8) == 0 ? vertex - 1 - random.nextInt(vertex % length) : vertex - 1;
                edges.add(Tuple2.of(vertex, other));
                edges.add(Tuple2.of(other, vertex));
            }
        }
        takesItsTime(spread(labels, edges), random);
        return CapturedPrograms.graphOf(
                env -> components(env, labels, edges)
                        .map(new CountIntoAccumulators())
                        .count(),
                settings,
                parallelism);
    }

    private DataSet<Tuple2<Integer, Long>> components(
            ExecutionEnvironment env, List<Tuple2<Integer, Long>> labels, List<Tuple2<Integer, Integer>> edges) {
        DataSet<Tuple2<Integer, Long>> initial =
                env.fromCollection(labels).map(new Deployed<>(watch)).setParallelism(1);
        DeltaIteration<Tuple2<Integer, Long>, Tuple2<Integer, Long>> loop =
                initial.iterateDelta(initial, Integer.MAX_VALUE, 0);
        DataSet<Tuple2<Integer, Long>> changes = loop.getWorkset()
                .join(env.fromCollection(edges))
                .where(0)
                .equalTo(0)
                .with(new TellNeighbour())
                .groupBy(0)
                .min(1)
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with(new KeepLower(watch));
        return loop.closeWith(changes, changes);
    }

    /** The oracle: the same, superstep by superstep, without the engine. */
    private int spread(List<Tuple2<Integer, Long>> labels, List<Tuple2<Integer, Integer>> edges) {
        Map<Integer, Long> known = new TreeMap<>();
        labels.forEach(label -> known.put(label.f0, label.f1));
        Map<Integer, Long> workset = new TreeMap<>(known);
        long seen = 0;
        int supersteps = 0;
        while (!workset.isEmpty()) {
            supersteps++;
            Map<Integer, Long> candidates = new TreeMap<>();
            for (Tuple2<Integer, Integer> edge : edges) {
                Long told = workset.get(edge.f0);
                if (told != null) {
                    candidates.merge(edge.f1, told, Math::min);
                }
            }
            seen += candidates.size();
            candidates.entrySet().removeIf(one -> one.getValue() >= known.getOrDefault(one.getKey(), 0L));
            known.putAll(candidates);
            workset = candidates;
        }
        expect(known, seen);
        return supersteps;
    }

    // The bulk loop.

    /** Adds what all had together before; so it knows the aggregate of the superstep before. */
    private static final class AddWhatAllHad extends RichMapFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;
        private final String watch;
        private transient LongSumAggregator sum;
        private transient long before;

        @SuppressWarnings("NullAway.Init") // open comes first.
        AddWhatAllHad(String watch) {
            this.watch = watch;
        }

        @Override
        public void open(OpenContext context) {
            LoopWatch.named(watch)
                    .begun(
                            getRuntimeContext().getTaskInfo().getAttemptNumber(),
                            getIterationRuntimeContext().getSuperstepNumber());
            sum = getIterationRuntimeContext().getIterationAggregator("sum");
            LongValue previous = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
            before = previous == null ? 0 : previous.getValue();
        }

        @Override
        public Tuple2<Integer, Long> map(Tuple2<Integer, Long> value) {
            getRuntimeContext().getLongCounter(SEEN).add(1L);
            sum.aggregate(value.f1);
            return Tuple2.of(value.f0, next(value.f0, value.f1, before));
        }
    }

    private static long next(int id, long value, long before) {
        return (value + before + id) % 1_000_003;
    }

    private byte[] numbers(Configuration settings, int parallelism, SplittableRandom random) {
        int count = 1 + random.nextInt(200);
        int supersteps = 1 + random.nextInt(random.nextBoolean() ? 30 : 150);
        List<Tuple2<Integer, Long>> initial = new ArrayList<>();
        Map<Integer, Long> values = new TreeMap<>();
        for (int id = 0; id < count; id++) {
            long value = random.nextInt(1000);
            initial.add(Tuple2.of(id, value));
            values.put(id, value);
        }
        long before = 0;
        for (int i = 0; i < supersteps; i++) {
            long all = values.values().stream().mapToLong(each -> each).sum();
            long last = before;
            values.replaceAll((id, value) -> next(id, value, last));
            before = all;
        }
        expect(values, (long) count * supersteps);
        takesItsTime(supersteps, random);
        return CapturedPrograms.graphOf(
                env -> {
                    IterativeDataSet<Tuple2<Integer, Long>> loop = env.fromCollection(initial)
                            .map(new Deployed<>(watch))
                            .setParallelism(1)
                            .iterate(supersteps)
                            .registerAggregator("sum", new LongSumAggregator());
                    loop.closeWith(loop.map(new AddWhatAllHad(watch)).groupBy(0).sum(1))
                            .map(new CountIntoAccumulators())
                            .count();
                },
                settings,
                parallelism);
    }

    // The outcome.

    private void expect(Map<Integer, Long> values, long seen) {
        values.forEach((id, value) -> oracle.put(VERTEX + id, value));
        oracle.put(SEEN, seen);
    }

    @Override
    public void check(Run run) {
        LoopWatch watched = LoopWatch.remove(watch);
        run.note(watched.restored(), name() + " went on from a snapshot");
        run.note(watched.begunAnew(), name() + " began anew");
        if (everySupersteps > 0 && everySupersteps <= 2 && !run.filesFailed() && !run.filesWereDamaged()) {
            // One interval, and as much for the snapshot in flight: at longer intervals a slow one is waited for.
            watched.checkRepeatsAtMost(2 * everySupersteps);
        }
        if (run.gaveUp()) {
            return;
        }
        if (run.end().status() != JobStatus.FINISHED) {
            throw new Violation(
                    "the job ended as " + run.end().status() + ": " + run.end().failure());
        }
        Map<String, Long> found = CapturedPrograms.counted(run, VERTEX);
        found.putAll(CapturedPrograms.counted(run, SEEN));
        if (!found.equals(oracle)) {
            throw new Violation("wrong result: expected " + oracle + ", found " + found);
        }
        if (!run.filesFailed()) {
            run.checkNothingIsLeftOf("/superstep-");
        }
    }
}
