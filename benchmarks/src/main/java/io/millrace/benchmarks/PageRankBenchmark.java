package io.millrace.benchmarks;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IterationOptions;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.IterativeDataSet;
import java.time.Duration;
import java.util.Arrays;

/**
 * Page rank by a bulk loop: {@code --graph … --supersteps N --parallelism P --runs R}; see {@link GraphEdges}. With {@code
 * --snapshots S --checkpoint-dir URI} the loop is snapshotted after every S supersteps, else never.
 */
public final class PageRankBenchmark {
    private static final double DAMPING = 0.85;

    private PageRankBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        GraphEdges graph = GraphEdges.of(options);
        int supersteps = options.getInt("supersteps", 20);
        int parallelism = options.getInt("parallelism", 2);
        Measured.runs(
                "pagerank",
                "millrace",
                graph.params() + " supersteps=" + supersteps + " p=" + parallelism,
                supersteps,
                options.getInt("runs", 3),
                () -> run(graph, supersteps, parallelism, settings(options)));
    }

    private static Configuration settings(ParameterTool options) {
        Configuration settings = new Configuration();
        settings.set(IterationOptions.SNAPSHOT_SUPERSTEPS, options.getInt("snapshots", 0));
        settings.set(IterationOptions.SNAPSHOT_INTERVAL, Duration.ZERO);
        if (options.has("checkpoint-dir")) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, options.getRequired("checkpoint-dir"));
        }
        return settings;
    }

    private static long run(GraphEdges graph, int supersteps, int parallelism, Configuration settings)
            throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        long count = graph.vertices();
        DataSet<Tuple2<Long, Long>> noEdges = env.generateSequence(0, count - 1).map(vertex -> Tuple2.of(vertex, -1L));
        DataSet<Tuple2<Long, long[]>> targets =
                graph.read(env).union(noEdges).groupBy(0).reduceGroup(new Targets());
        double first = 1.0 / count;
        DataSet<Tuple2<Long, Double>> ranks =
                env.generateSequence(0, count - 1).map(vertex -> Tuple2.of(vertex, first));
        IterativeDataSet<Tuple2<Long, Double>> loop = ranks.iterate(supersteps);
        DataSet<Tuple2<Long, Double>> next = loop.join(targets)
                .where(0)
                .equalTo(0)
                .with(new Shares())
                .groupBy(0)
                .sum(1)
                .map(new Damp((1 - DAMPING) / count));
        double sum = loop.closeWith(next)
                .map(vertex -> vertex.f1 * (vertex.f0 % 1000 + 1))
                .reduce((a, b) -> a + b)
                .collect()
                .get(0);
        return Math.round(sum * 1e6);
    }

    private static final class Targets implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, long[]>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Tuple2<Long, Long>> edges, Collector<Tuple2<Long, long[]>> out) {
            long from = 0;
            long[] targets = new long[8];
            int count = 0;
            for (Tuple2<Long, Long> edge : edges) {
                from = edge.f0;
                if (edge.f1 >= 0) {
                    if (count == targets.length) {
                        targets = Arrays.copyOf(targets, 2 * count);
                    }
                    targets[count++] = edge.f1;
                }
            }
            out.collect(new Tuple2<>(from, Arrays.copyOf(targets, count)));
        }
    }

    /** A vertex that nobody points to lives on by the nothing that it gives to itself. */
    private static final class Shares
            implements FlatJoinFunction<Tuple2<Long, Double>, Tuple2<Long, long[]>, Tuple2<Long, Double>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void join(
                Tuple2<Long, Double> vertex, Tuple2<Long, long[]> targets, Collector<Tuple2<Long, Double>> out) {
            out.collect(new Tuple2<>(vertex.f0, 0.0));
            double share = vertex.f1 / targets.f1.length;
            for (long target : targets.f1) {
                out.collect(new Tuple2<>(target, share));
            }
        }
    }

    private static final class Damp implements MapFunction<Tuple2<Long, Double>, Tuple2<Long, Double>> {
        private static final long serialVersionUID = 1L;

        private final double base;

        Damp(double base) {
            this.base = base;
        }

        @Override
        public Tuple2<Long, Double> map(Tuple2<Long, Double> vertex) {
            return new Tuple2<>(vertex.f0, base + DAMPING * vertex.f1);
        }
    }
}
