package io.millrace.examples.dataset;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.examples.Options;
import java.util.Arrays;

/**
 * Ranks the vertices of a graph by who points to them (Page and Brin, 1998): a bulk loop that ends when no rank changes any more.
 *
 * <p>The rank of a vertex is 0.15 and 0.85 of what it is given: each vertex deals its rank out evenly over its edges; one without edges keeps
 * nothing and gives nothing. Ranks begin with 1. Writes lines {@code id<TAB>rank}, in no order.
 */
public final class PageRank {
    private static final double DAMPING = 0.85;

    /** A target that is none: the vertices that no edge leaves take part by it. */
    private static final long NONE = -1;

    private static final Options OPTIONS = GraphInput.options(
                    Options.of(PageRank.class, "Ranks the vertices of a graph by who points to them."))
            .optional("supersteps", "the loop ends after so many at the latest (100)")
            .optional("epsilon", "a rank that changes by less does not count as changed (0.0001)")
            .optional("output", "file or folder to write lines 'id<TAB>rank' to; without it they are printed");

    private PageRank() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }
        double epsilon = params.getDouble("epsilon", 0.0001);

        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        DataSet<Tuple2<Long, Long>> edges = GraphInput.edges(env, params);
        DataSet<Tuple2<Long, long[]>> targets =
                edges.flatMap(new WithoutTargets()).groupBy(0).reduceGroup(new Targets());
        DataSet<Tuple2<Long, Double>> ranks = GraphInput.vertices(edges).map(vertex -> Tuple2.of(vertex, 1.0));

        IterativeDataSet<Tuple2<Long, Double>> loop = ranks.iterate(params.getInt("supersteps", 100));
        DataSet<Tuple2<Long, Double>> next = loop.join(targets)
                .where(0)
                .equalTo(0)
                .with(new Shares())
                .groupBy(0)
                .sum(1)
                .map(vertex -> Tuple2.of(vertex.f0, 1 - DAMPING + DAMPING * vertex.f1));
        DataSet<Boolean> changed = next.join(loop)
                .where(0)
                .equalTo(0)
                .with((now, before) -> Math.abs(now.f1 - before.f1) > epsilon)
                .filter(moved -> moved);
        DataSet<String> lines = loop.closeWith(next, changed).map(vertex -> vertex.f0 + "\t" + vertex.f1);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
            env.execute("PageRank");
        } else {
            lines.print();
        }
    }

    private static final class WithoutTargets implements FlatMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Tuple2<Long, Long> edge, Collector<Tuple2<Long, Long>> out) {
            out.collect(edge);
            out.collect(Tuple2.of(edge.f1, NONE));
        }
    }

    /** The targets of a vertex's edges in one array: read once, and kept for all supersteps. */
    private static final class Targets implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, long[]>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Tuple2<Long, Long>> edges, Collector<Tuple2<Long, long[]>> out) {
            long from = NONE;
            long[] targets = new long[8];
            int count = 0;
            for (Tuple2<Long, Long> edge : edges) {
                from = edge.f0;
                if (edge.f1 != NONE) {
                    if (count == targets.length) {
                        targets = Arrays.copyOf(targets, 2 * count);
                    }
                    targets[count++] = edge.f1;
                }
            }
            out.collect(Tuple2.of(from, Arrays.copyOf(targets, count)));
        }
    }

    /** A vertex that nobody points to stays in the loop by the nothing that it gives itself. */
    private static final class Shares
            implements FlatJoinFunction<Tuple2<Long, Double>, Tuple2<Long, long[]>, Tuple2<Long, Double>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void join(
                Tuple2<Long, Double> vertex, Tuple2<Long, long[]> targets, Collector<Tuple2<Long, Double>> out) {
            out.collect(Tuple2.of(vertex.f0, 0.0));
            for (long target : targets.f1) {
                out.collect(Tuple2.of(target, vertex.f1 / targets.f1.length));
            }
        }
    }
}
