package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A batch job of any shape: one or two sources, some stages that pass on what they get from earlier ones over blocking and
 * pipelined edges of all patterns, and sinks that add it up. Each stage passes on what its inputs hold together, so each
 * output is known, whatever is run again. In every third job a stage stumbles once, and the job's restart strategy mends it.
 */
public final class StagedSums implements SimulatedJob {
    private static final List<String> WORDS = List.of("leat", "weir", "goit", "pentrough", "tailrace", "penstock");
    private static final TypeInformation<Tuple2<String, Long>> COUNTED = Types.TUPLE(Types.STRING, Types.LONG);

    private record WordOf() implements KeySelector<Tuple2<String, Long>, String> {
        @Override
        public String getKey(Tuple2<String, Long> value) {
            return value.f0;
        }
    }

    /** Something that others can read, and what it holds altogether. */
    private record Stage(Handle handle, Map<String, Long> sums) {}

    private record SinkOf(String store, Map<String, Long> sums) {}

    private final Graphs graphs = new Graphs();
    private final List<Stage> stages = new ArrayList<>();
    private final List<SinkOf> sinks = new ArrayList<>();
    private boolean broadcasts;

    @Override
    public String name() {
        return "StagedSums";
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            stages.add(source(parallelism, random));
        }
        int between = 1 + random.nextInt(5);
        int stumbling = random.nextInt(3 * between);
        for (int i = 0; i < between; i++) {
            stages.add(stage(i, 1 + random.nextInt(parallelism), i == stumbling, random));
        }
        List<Stage> all = new ArrayList<>(stages);
        for (int i = 0; i < all.size(); i++) {
            boolean isLast = i == all.size() - 1;
            if (isLast || random.nextInt(3) == 0) {
                sink(i, all.get(i), 1 + random.nextInt(parallelism), random);
            }
        }
        return graphs.build(
                name(),
                JobGraph.Mode.BATCH,
                Map.of(
                        "restart-strategy.type",
                        "fixed-delay",
                        "restart-strategy.fixed-delay.attempts",
                        "2",
                        "restart-strategy.fixed-delay.delay",
                        random.nextInt(3) + " s"));
    }

    private Stage source(int parallelism, SplittableRandom random) {
        Map<String, Long> sums = new TreeMap<>();
        List<String> splits = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            List<String> lines = new ArrayList<>();
            for (int j = 1 + random.nextInt(12); j > 0; j--) {
                String word = WORDS.get(random.nextInt(WORDS.size()));
                lines.add(word + " " + word);
                sums.merge(word, 2L, Long::sum);
            }
            splits.add(String.join("\n", lines));
        }
        Handle lines = graphs.source(
                "lines " + stages.size(),
                parallelism,
                new LinesSource.Factory(1 + random.nextInt(4), random.nextInt(200)),
                Optional.of(new LinesSource.Splits(splits, random.nextInt(300))));
        Handle words = graphs.then(
                lines,
                "words " + stages.size(),
                parallelism,
                new SplitWords.Factory(""),
                Optional.empty(),
                Types.STRING,
                new ExchangePattern.Forward(),
                ExchangeMode.PIPELINED);
        return new Stage(words, sums);
    }

    private Stage stage(int number, int parallelism, boolean stumbles, SplittableRandom random) {
        Handle handle = graphs.add(
                "stage " + number,
                parallelism,
                new PassOn.Factory(random.nextInt(120), stumbles ? 1 + random.nextInt(10) : 0),
                COUNTED);
        Map<String, Long> sums = new TreeMap<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            // The latest rather than the earliest, so that there are long ways.
            int from = Math.max(random.nextInt(stages.size()), random.nextInt(stages.size()));
            ExchangePattern pattern = pattern(random);
            int times = pattern instanceof ExchangePattern.Broadcast ? parallelism : 1;
            stages.get(from).sums().forEach((word, sum) -> sums.merge(word, sum * times, Long::sum));
            graphs.connect(stages.get(from).handle(), handle, COUNTED, pattern, mode(random));
        }
        return new Stage(handle, sums);
    }

    private ExchangePattern pattern(SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0:
                return new ExchangePattern.Forward();
            case 1:
                return new ExchangePattern.Rescale();
            case 2:
                return Graphs.hash(new WordOf());
            case 3:
                return new ExchangePattern.Global();
            case 4:
                if (!broadcasts) {
                    broadcasts = true;
                    return new ExchangePattern.Broadcast();
                }
                return new ExchangePattern.Rebalance();
            default:
                return new ExchangePattern.Rebalance();
        }
    }

    private static ExchangeMode mode(SplittableRandom random) {
        return random.nextInt(3) == 0 ? ExchangeMode.PIPELINED : ExchangeMode.BLOCKING;
    }

    private void sink(int number, Stage of, int parallelism, SplittableRandom random) {
        String store = OutputStore.open();
        Handle counts = graphs.then(
                of.handle(),
                "count " + number,
                parallelism,
                new CountWords.Factory(Integer.MAX_VALUE),
                Optional.empty(),
                COUNTED,
                Graphs.hash(new WordOf()),
                mode(random));
        graphs.then(
                counts,
                "output " + number,
                parallelism,
                new StoreSink.Factory(store),
                Optional.of(new StoreSink.Publisher(store)),
                COUNTED,
                new ExchangePattern.Rebalance(),
                mode(random));
        sinks.add(new SinkOf(store, of.sums()));
    }

    @Override
    public void check(Run run) {
        if (run.gaveUp()) {
            sinks.forEach(sink -> OutputStore.remove(sink.store()).checkNothingIsPublished());
            return;
        }
        if (run.end().status() != JobStatus.FINISHED) {
            throw new Violation(
                    "the job ended as " + run.end().status() + ": " + run.end().failure());
        }
        for (SinkOf sink : sinks) {
            List<String> expected = sink.sums().entrySet().stream()
                    .map(entry -> "(" + entry.getKey() + "," + entry.getValue() + ")")
                    .toList();
            List<String> found = OutputStore.remove(sink.store()).published().stream()
                    .sorted()
                    .toList();
            if (!found.equals(expected)) {
                throw new Violation("wrong output: expected " + expected + ", found " + found);
            }
        }
    }
}
