package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The batch job as a user writes it: a {@code DataSet} program that counts words into accumulators. Whatever dies, each
 * accumulator is the oracle's: what attempts counted that did not finish does not count.
 */
public final class ProgramWordCount implements SimulatedJob {
    private static final int WORDS = 23;

    private static final class Split implements FlatMapFunction<String, Tuple2<String, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(String line, Collector<Tuple2<String, Long>> out) {
            for (String word : line.split(" ")) {
                out.collect(Tuple2.of(word, 1L));
            }
        }
    }

    private static final class CountIntoAccumulators
            extends RichMapFunction<Tuple2<String, Long>, Tuple2<String, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<String, Long> map(Tuple2<String, Long> counted) {
            getRuntimeContext().getLongCounter(counted.f0).add(counted.f1);
            return counted;
        }
    }

    private final Map<String, Long> oracle = new TreeMap<>();

    @Override
    public String name() {
        return "DataSet program";
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        List<String> lines = lines(random);
        return CapturedPrograms.graphOf(
                env -> env.fromCollection(lines)
                        .rebalance()
                        .flatMap(new Split())
                        .groupBy(0)
                        .sum(1)
                        .map(new CountIntoAccumulators())
                        .count(),
                new Configuration(),
                parallelism);
    }

    private List<String> lines(SplittableRandom random) {
        List<String> lines = new ArrayList<>();
        for (int i = 300 + random.nextInt(2000); i > 0; i--) {
            List<String> line = new ArrayList<>();
            for (int j = 1 + random.nextInt(5); j > 0; j--) {
                String word = "word" + random.nextInt(WORDS);
                line.add(word);
                oracle.merge(word, 1L, Long::sum);
            }
            lines.add(String.join(" ", line));
        }
        return lines;
    }

    @Override
    public void check(Run run) {
        if (run.gaveUp()) {
            return;
        }
        if (run.end().status() != JobStatus.FINISHED) {
            throw new Violation(
                    "the job ended as " + run.end().status() + ": " + run.end().failure());
        }
        Map<String, Long> found = CapturedPrograms.counted(run, "word");
        if (!found.equals(oracle)) {
            throw new Violation("wrong counts: expected " + oracle + ", found " + found);
        }
    }
}
