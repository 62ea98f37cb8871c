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
import io.millrace.protocol.Failure;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The batch job: counts words with a combiner, a hash exchange and an output that is published at the end. Whatever dies,
 * the output is the oracle's, each line once; a job that is cancelled or breaks publishes nothing.
 */
public final class WordCount implements SimulatedJob {
    /** How the job is to end. */
    public enum Fate {
        /** By itself. */
        FINISHES,
        /** A user cancels it, some time; it may have finished by then. */
        IS_CANCELLED,
        /** Its own code throws. */
        THROWS
    }

    private static final String POISON = "arsenic";
    private static final List<String> WORDS =
            List.of("the", "mill", "wheel", "water", "stone", "race", "grain", "flour", "sluice", "pond", "gear");

    private final String store = OutputStore.open();
    private final Map<String, Long> oracle = new TreeMap<>();
    private final Fate fate;

    public WordCount() {
        this(Fate.FINISHES);
    }

    public WordCount(Fate fate) {
        this.fate = fate;
    }

    private record WordOf() implements KeySelector<Tuple2<String, Long>, String> {
        @Override
        public String getKey(Tuple2<String, Long> value) {
            return value.f0;
        }
    }

    @Override
    public String name() {
        return fate == Fate.FINISHES ? "WordCount" : "WordCount that " + fate;
    }

    @Override
    public OptionalInt cancelledAfterMs(SplittableRandom random) {
        return fate == Fate.IS_CANCELLED ? OptionalInt.of(random.nextInt(15_000)) : OptionalInt.empty();
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        List<String> splits = text(random);
        TypeInformation<Tuple2<String, Long>> counted = Types.TUPLE(Types.STRING, Types.LONG);
        ExchangePattern forward = new ExchangePattern.Forward();
        ExchangeMode mode = random.nextBoolean() ? ExchangeMode.PIPELINED : ExchangeMode.BLOCKING;
        Graphs graphs = new Graphs();
        Handle lines = graphs.source(
                "lines",
                parallelism,
                new LinesSource.Factory(1 + random.nextInt(4), random.nextInt(300)),
                Optional.of(new LinesSource.Splits(splits, random.nextInt(500))));
        Handle words = graphs.then(
                lines,
                "words",
                parallelism,
                new SplitWords.Factory(POISON),
                Optional.empty(),
                Types.STRING,
                forward,
                ExchangeMode.PIPELINED);
        Handle combined = graphs.then(
                words,
                "combine",
                parallelism,
                new CountWords.Factory(random.nextInt(WORDS.size())),
                Optional.empty(),
                counted,
                forward,
                ExchangeMode.PIPELINED);
        Handle counts = graphs.then(
                combined,
                "count",
                parallelism,
                new CountWords.Factory(Integer.MAX_VALUE),
                Optional.empty(),
                counted,
                Graphs.hash(new WordOf()),
                mode);
        graphs.then(
                counts,
                "output",
                1 + random.nextInt(parallelism),
                new StoreSink.Factory(store),
                Optional.of(new StoreSink.Publisher(store)),
                counted,
                new ExchangePattern.Rebalance(),
                ExchangeMode.PIPELINED);
        return graphs.build(name(), JobGraph.Mode.BATCH);
    }

    private List<String> text(SplittableRandom random) {
        List<String> splits = new ArrayList<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            List<String> lines = new ArrayList<>();
            for (int j = 1 + random.nextInt(20); j > 0; j--) {
                List<String> line = new ArrayList<>();
                for (int k = 1 + random.nextInt(6); k > 0; k--) {
                    String word = WORDS.get(random.nextInt(WORDS.size()));
                    line.add(word);
                    oracle.merge(word, 1L, Long::sum);
                }
                lines.add(String.join(" ", line));
            }
            splits.add(String.join("\n", lines));
        }
        if (fate == Fate.THROWS) {
            int unlucky = random.nextInt(splits.size());
            splits.set(unlucky, splits.get(unlucky) + " " + POISON);
        }
        return splits;
    }

    /** Makes the oracle wrong, to see that it is found out. */
    public void expectOneMore(String word) {
        oracle.merge(word, 1L, Long::sum);
    }

    @Override
    public void check(Run run) {
        OutputStore output = OutputStore.remove(store);
        if (run.gaveUp()) {
            output.checkNothingIsPublished();
            return;
        }
        if (fate == Fate.THROWS || (fate == Fate.IS_CANCELLED && run.end().status() != JobStatus.FINISHED)) {
            checkEndedIll(run, output);
            return;
        }
        if (run.end().status() != JobStatus.FINISHED) {
            throw new Violation(
                    "the job ended as " + run.end().status() + ": " + run.end().failure());
        }
        List<String> expected = oracle.entrySet().stream()
                .map(entry -> "(" + entry.getKey() + "," + entry.getValue() + ")")
                .toList();
        List<String> found = output.published().stream().sorted().toList();
        if (!found.equals(expected)) {
            throw new Violation("wrong output: expected " + expected + ", found " + found);
        }
        if (!run.results().equals(output.published())) {
            throw new Violation("the client was told " + run.results() + ", not " + output.published());
        }
    }

    private void checkEndedIll(Run run, OutputStore output) {
        JobStatus expected = fate == Fate.THROWS ? JobStatus.FAILED : JobStatus.CANCELED;
        if (run.end().status() != expected) {
            throw new Violation("the job ended as " + run.end().status() + ", not " + expected + ": "
                    + run.end().failure());
        }
        if (output.isPublished()) {
            throw new Violation("a job that ended as " + expected + " has published: " + output.published());
        }
        if (fate == Fate.THROWS) {
            Failure failure = run.end().failure().orElseThrow(() -> new Violation("failed without saying why"));
            if (failure.owner() != Failure.Owner.USER
                    || !failure.message().contains("cannot swallow " + POISON)
                    || !failure.operator().equals(Optional.of("words"))) {
                throw new Violation("the report is not about what the user's code threw: " + failure);
            }
        }
    }
}
