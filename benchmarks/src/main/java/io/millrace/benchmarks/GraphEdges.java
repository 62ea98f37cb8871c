package io.millrace.benchmarks;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;

/**
 * The graph of a work, the same as the peers': {@code --graph} is {@code rmat} (with {@code --scale} and {@code --edges}), {@code chain}
 * (with {@code --vertices}), or a text file of lines {@code id<TAB>id}, whose ids count from 1 to {@code --vertices}. Here ids
 * count from 0.
 */
record GraphEdges(String name, int scale, long vertices, long edges) {
    private static final long SEED = 42;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    static GraphEdges of(ParameterTool options) {
        String name = options.getRequired("graph");
        int scale = options.getInt("scale", 20);
        return switch (name) {
            case "rmat" -> new GraphEdges(name, scale, 1L << scale, options.getLong("edges", 16_000_000));
            case "chain" -> {
                long length = options.getLong("vertices", 100_000);
                yield new GraphEdges(name, 0, length, length - 1);
            }
            default -> new GraphEdges(name, 0, options.getLong("vertices", 0), -1);
        };
    }

    boolean isChain() {
        return name.equals("chain");
    }

    String params() {
        return edges < 0
                ? "graph=packages vertices=" + vertices
                : "graph=" + name + " vertices=" + vertices + " edges=" + edges;
    }

    DataSet<Tuple2<Long, Long>> read(ExecutionEnvironment env) {
        return edges < 0
                ? env.readTextFile(name).map(new FromLine())
                : env.generateSequence(0, edges - 1).map(new FromNumber(isChain(), scale));
    }

    private static final class FromLine implements MapFunction<String, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Long, Long> map(String line) {
            int tab = line.indexOf('\t');
            return new Tuple2<>(
                    Long.parseLong(line, 0, tab, 10) - 1, Long.parseLong(line, tab + 1, line.length(), 10) - 1);
        }
    }

    private static final class FromNumber implements MapFunction<Long, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        private final boolean chain;
        private final int scale;

        FromNumber(boolean chain, int scale) {
            this.chain = chain;
            this.scale = scale;
        }

        @Override
        public Tuple2<Long, Long> map(Long number) {
            return chain ? new Tuple2<>(number, number + 1) : rmat(number, scale);
        }
    }

    /** R-MAT (Chakrabarti and others, 2004) with a = 0.57, b = c = 0.19, d = 0.05: 16 bits of SplitMix64 choose each quarter. */
    private static Tuple2<Long, Long> rmat(long number, int scale) {
        long state = SEED + number * STEP * 31;
        long word = 0;
        long from = 0;
        long to = 0;
        for (int level = 0; level < scale; level++) {
            if (level % 4 == 0) {
                state += STEP;
                word = mixed(state);
            }
            long dice = word & 0xFFFF;
            word >>>= 16;
            from = (from << 1) | (dice >= 49807 ? 1 : 0);
            to = (to << 1) | ((dice >= 37356 && dice < 49807) || dice >= 62259 ? 1 : 0);
        }
        return new Tuple2<>(from, to);
    }

    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
