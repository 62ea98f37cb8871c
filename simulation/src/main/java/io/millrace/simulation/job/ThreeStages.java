package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.contract.OperatorFactory;
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

/** A batch job of a source and three stages behind blocking edges, the same each time; it takes some seconds. */
public final class ThreeStages implements SimulatedJob {
    private static final List<String> WORDS = List.of("leat", "weir", "goit", "pentrough", "tailrace", "penstock");
    private static final TypeInformation<Tuple2<String, Long>> COUNTED = Types.TUPLE(Types.STRING, Types.LONG);
    private static final int SPLITS = 8;
    private static final int LINES = 6;
    private static final int REST_MS = 100;

    private record WordOf() implements KeySelector<Tuple2<String, Long>, String> {
        @Override
        public String getKey(Tuple2<String, Long> value) {
            return value.f0;
        }
    }

    private final String store = OutputStore.open();
    private final Map<String, Long> oracle = new TreeMap<>();

    @Override
    public String name() {
        return "three stages";
    }

    @Override
    public int restMs() {
        return REST_MS;
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        List<String> splits = new ArrayList<>();
        for (int i = 0; i < SPLITS; i++) {
            List<String> lines = new ArrayList<>();
            for (int j = 0; j < LINES; j++) {
                String word = WORDS.get((i * LINES + j) % WORDS.size());
                lines.add(word);
                oracle.merge(word, 1L, Long::sum);
            }
            splits.add(String.join("\n", lines));
        }
        Graphs graphs = new Graphs();
        Handle lines = graphs.source(
                "lines",
                parallelism,
                new LinesSource.Factory(2, REST_MS),
                Optional.of(new LinesSource.Splits(splits, REST_MS)));
        Handle words = graphs.then(
                lines,
                "words",
                parallelism,
                new SplitWords.Factory(""),
                Optional.empty(),
                Types.STRING,
                new ExchangePattern.Forward(),
                ExchangeMode.PIPELINED);
        Handle first = stage(graphs, words, "first stage", parallelism, new PassOn.Factory(LINES, 0));
        Handle second = stage(graphs, first, "second stage", parallelism, new PassOn.Factory(LINES, 0));
        Handle third = stage(graphs, second, "third stage", parallelism, new CountWords.Factory(Integer.MAX_VALUE));
        graphs.then(
                third,
                "output",
                parallelism,
                new StoreSink.Factory(store),
                Optional.of(new StoreSink.Publisher(store)),
                COUNTED,
                new ExchangePattern.Forward(),
                ExchangeMode.PIPELINED);
        return graphs.build(name(), JobGraph.Mode.BATCH);
    }

    private static Handle stage(Graphs graphs, Handle before, String name, int parallelism, OperatorFactory of) {
        return graphs.then(
                before,
                name,
                parallelism,
                of,
                Optional.empty(),
                COUNTED,
                Graphs.hash(new WordOf()),
                ExchangeMode.BLOCKING);
    }

    @Override
    public void check(Run run) {
        List<String> expected = oracle.entrySet().stream()
                .map(entry -> "(" + entry.getKey() + "," + entry.getValue() + ")")
                .toList();
        List<String> found =
                OutputStore.remove(store).published().stream().sorted().toList();
        if (run.end().status() != JobStatus.FINISHED || !found.equals(expected)) {
            throw new Violation("ended as " + run.end().status() + " with " + found + ", expected " + expected);
        }
    }
}
