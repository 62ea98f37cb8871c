package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Graph;
import io.millrace.benchmarks.peers.Work;
import org.apache.flink.api.common.functions.FlatJoinFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.GroupReduceFunction;
import org.apache.flink.api.common.functions.JoinFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.DataSet;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.api.java.operators.DeltaIteration;
import org.apache.flink.api.java.operators.IterativeDataSet;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;

/** Page rank and connected components by the DataSet API, as Flink's own examples write them. */
public final class DataSetGraphs {
    private static final double DAMPING = 0.85;

    private DataSetGraphs() {}

    public static void measure(String engine, Work work) throws Exception {
        Graph graph = Graph.of(work);
        int supersteps = (int) work.number("supersteps", 20);
        String name = work.text("work");
        String params = graph.params() + " supersteps=" + supersteps + " p=" + work.parallelism();
        String managed = work.number("managed-mb", 1024) + "m";
        work.measure(
                name,
                engine,
                params,
                supersteps,
                () -> name.equals("pagerank")
                        ? pageRank(environment(work, managed), graph, supersteps)
                        : components(environment(work, managed), graph, supersteps));
    }

    private static ExecutionEnvironment environment(Work work, String managed) {
        Configuration configuration = Environments.configuration();
        configuration.setString("taskmanager.memory.managed.size", managed);
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(configuration);
        env.setParallelism(work.parallelism());
        env.getConfig().enableObjectReuse();
        return env;
    }

    private static DataSet<Tuple2<Long, Long>> edges(ExecutionEnvironment env, Graph graph) {
        if (graph.isFile()) {
            return env.readTextFile(graph.name).map(new FromLine());
        }
        boolean chain = graph.name.equals("chain");
        int scale = 63 - Long.numberOfLeadingZeros(graph.vertices);
        return env.generateSequence(0, graph.edges - 1).map(new FromNumber(chain, scale));
    }

    private static final class FromLine implements MapFunction<String, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(String line) {
            long[] ends = Graph.edge(line);
            return Tuple2.of(ends[0], ends[1]);
        }
    }

    private static final class FromNumber implements MapFunction<Long, Tuple2<Long, Long>> {
        private final boolean chain;
        private final int scale;

        private FromNumber(boolean chain, int scale) {
            this.chain = chain;
            this.scale = scale;
        }

        @Override
        public Tuple2<Long, Long> map(Long number) {
            if (chain) {
                return Tuple2.of(number, number + 1);
            }
            long[] ends = Graph.rmat(number, scale);
            return Tuple2.of(ends[0], ends[1]);
        }
    }

    private static long components(ExecutionEnvironment env, Graph graph, int supersteps) throws Exception {
        DataSet<Tuple2<Long, Long>> edges = edges(env, graph).flatMap(new BothWays());
        DataSet<Tuple2<Long, Long>> vertices =
                env.generateSequence(0, graph.vertices - 1).map(new OwnComponent());
        // In a chain one vertex changes a superstep: what is measured is the superstep itself.
        DataSet<Tuple2<Long, Long>> first =
                graph.name.equals("chain") ? env.fromElements(Tuple2.of(0L, 0L)) : vertices;
        DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop = vertices.iterateDelta(first, supersteps, 0);
        DataSet<Tuple2<Long, Long>> changes = loop.getWorkset()
                .join(edges)
                .where(0)
                .equalTo(0)
                .with(new NeighbourWithComponent())
                .groupBy(0)
                .min(1)
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with(new IfLower());
        DataSet<Tuple2<Long, Long>> result = loop.closeWith(changes, changes);
        return result.map(new WeighComponent()).reduce((a, b) -> a + b).collect().get(0);
    }

    private static final class BothWays implements FlatMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public void flatMap(Tuple2<Long, Long> edge, Collector<Tuple2<Long, Long>> out) {
            out.collect(edge);
            out.collect(Tuple2.of(edge.f1, edge.f0));
        }
    }

    private static final class OwnComponent implements MapFunction<Long, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(Long vertex) {
            return Tuple2.of(vertex, vertex);
        }
    }

    private static final class NeighbourWithComponent
            implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> join(Tuple2<Long, Long> vertex, Tuple2<Long, Long> edge) {
            return Tuple2.of(edge.f1, vertex.f1);
        }
    }

    private static final class IfLower
            implements FlatJoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public void join(Tuple2<Long, Long> candidate, Tuple2<Long, Long> old, Collector<Tuple2<Long, Long>> out) {
            if (candidate.f1 < old.f1) {
                out.collect(candidate);
            }
        }
    }

    private static final class WeighComponent implements MapFunction<Tuple2<Long, Long>, Long> {
        @Override
        public Long map(Tuple2<Long, Long> vertex) {
            return Graph.weighed(vertex.f0, vertex.f1.longValue());
        }
    }

    private static long pageRank(ExecutionEnvironment env, Graph graph, int supersteps) throws Exception {
        long count = graph.vertices;
        DataSet<Tuple2<Long, Long>> noEdges = env.generateSequence(0, count - 1).map(new NoTarget());
        DataSet<Tuple2<Long, long[]>> targets =
                edges(env, graph).union(noEdges).groupBy(0).reduceGroup(new Targets());
        DataSet<Tuple2<Long, Double>> ranks = env.generateSequence(0, count - 1).map(new FirstRank(count));
        IterativeDataSet<Tuple2<Long, Double>> loop = ranks.iterate(supersteps);
        DataSet<Tuple2<Long, Double>> next = loop.join(targets)
                .where(0)
                .equalTo(0)
                .with(new Shares())
                .groupBy(0)
                .sum(1)
                .map(new Damp(count));
        return Graph.rounded(
                loop.closeWith(next).map(new WeighRank()).reduce((a, b) -> a + b).collect().get(0));
    }

    private static final class NoTarget implements MapFunction<Long, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(Long vertex) {
            return Tuple2.of(vertex, -1L);
        }
    }

    private static final class Targets implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, long[]>> {
        @Override
        public void reduce(Iterable<Tuple2<Long, Long>> edges, Collector<Tuple2<Long, long[]>> out) {
            long from = 0;
            long[] targets = new long[8];
            int count = 0;
            for (Tuple2<Long, Long> edge : edges) {
                from = edge.f0;
                if (edge.f1 >= 0) {
                    if (count == targets.length) {
                        targets = java.util.Arrays.copyOf(targets, 2 * count);
                    }
                    targets[count++] = edge.f1;
                }
            }
            out.collect(Tuple2.of(from, java.util.Arrays.copyOf(targets, count)));
        }
    }

    private static final class FirstRank implements MapFunction<Long, Tuple2<Long, Double>> {
        private final double rank;

        private FirstRank(long count) {
            this.rank = 1.0 / count;
        }

        @Override
        public Tuple2<Long, Double> map(Long vertex) {
            return Tuple2.of(vertex, rank);
        }
    }

    /** A vertex that nobody points to lives on by the nothing that it gives to itself. */
    private static final class Shares
            implements FlatJoinFunction<Tuple2<Long, Double>, Tuple2<Long, long[]>, Tuple2<Long, Double>> {
        @Override
        public void join(Tuple2<Long, Double> vertex, Tuple2<Long, long[]> targets, Collector<Tuple2<Long, Double>> out) {
            out.collect(Tuple2.of(vertex.f0, 0.0));
            double share = vertex.f1 / targets.f1.length;
            for (long target : targets.f1) {
                out.collect(Tuple2.of(target, share));
            }
        }
    }

    private static final class Damp implements MapFunction<Tuple2<Long, Double>, Tuple2<Long, Double>> {
        private final double base;

        private Damp(long count) {
            this.base = (1 - DAMPING) / count;
        }

        @Override
        public Tuple2<Long, Double> map(Tuple2<Long, Double> vertex) {
            return Tuple2.of(vertex.f0, base + DAMPING * vertex.f1);
        }
    }

    private static final class WeighRank implements MapFunction<Tuple2<Long, Double>, Double> {
        @Override
        public Double map(Tuple2<Long, Double> vertex) {
            return Graph.weighed(vertex.f0, vertex.f1.doubleValue());
        }
    }
}
