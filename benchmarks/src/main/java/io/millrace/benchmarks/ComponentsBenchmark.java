package io.millrace.benchmarks;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;

/**
 * Connected components by a delta loop: {@code --work components|chain --graph … --supersteps N --parallelism P --runs R}; see
 * {@link GraphEdges}. In a chain one vertex changes a superstep: what is measured is the superstep itself.
 */
public final class ComponentsBenchmark {
    private ComponentsBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        GraphEdges graph = GraphEdges.of(options);
        int supersteps = options.getInt("supersteps", 20);
        int parallelism = options.getInt("parallelism", 2);
        Measured.runs(
                options.get("work", "components"),
                "millrace",
                graph.params() + " supersteps=" + supersteps + " p=" + parallelism,
                supersteps,
                options.getInt("runs", 3),
                () -> run(graph, supersteps, parallelism));
    }

    private static long run(GraphEdges graph, int supersteps, int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        DataSet<Tuple2<Long, Long>> edges = graph.read(env).flatMap(new BothWays());
        DataSet<Tuple2<Long, Long>> vertices =
                env.generateSequence(0, graph.vertices() - 1).map(vertex -> Tuple2.of(vertex, vertex));
        DataSet<Tuple2<Long, Long>> first = graph.isChain() ? env.fromElements(Tuple2.of(0L, 0L)) : vertices;
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
        return loop.closeWith(changes, changes)
                .map(vertex -> (vertex.f0 + 1) * (vertex.f1 + 7))
                .reduce((a, b) -> a + b)
                .collect()
                .get(0);
    }

    private static final class BothWays implements FlatMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Tuple2<Long, Long> edge, Collector<Tuple2<Long, Long>> out) {
            out.collect(edge);
            out.collect(new Tuple2<>(edge.f1, edge.f0));
        }
    }

    private static final class NeighbourWithComponent
            implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Long, Long> join(Tuple2<Long, Long> vertex, Tuple2<Long, Long> edge) {
            return new Tuple2<>(edge.f1, vertex.f1);
        }
    }

    private static final class IfLower
            implements FlatJoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void join(Tuple2<Long, Long> candidate, Tuple2<Long, Long> old, Collector<Tuple2<Long, Long>> out) {
            if (candidate.f1 < old.f1) {
                out.collect(candidate);
            }
        }
    }
}
