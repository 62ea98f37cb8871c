package io.millrace.examples.dataset;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.examples.Options;

/**
 * Finds how far each vertex of a graph is from one of them, in edges: a delta loop, in which only those that came nearer tell the
 * vertices behind them.
 *
 * <p>In the graph of Debian's packages: what is drawn in by installing one of them, and over how many steps. Writes lines {@code
 * id<TAB>distance} for the vertices that can be reached, in no order.
 */
public final class SingleSourceShortestPaths {
    private static final long UNREACHED = Long.MAX_VALUE;

    private static final Options OPTIONS = GraphInput.options(Options.of(
                    SingleSourceShortestPaths.class, "Finds how many edges away each vertex of a graph is from one."))
            .required("source", "the id of the vertex to begin with")
            .optional("supersteps", "the loop ends after so many at the latest (10000)")
            .optional("output", "file or folder to write lines 'id<TAB>distance' to; without it they are printed");

    private SingleSourceShortestPaths() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }
        long source = Long.parseLong(params.getRequired("source"));

        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        DataSet<Tuple2<Long, Long>> edges = GraphInput.edges(env, params);
        DataSet<Tuple2<Long, Long>> distances =
                GraphInput.vertices(edges).map(vertex -> Tuple2.of(vertex, vertex == source ? 0L : UNREACHED));
        DataSet<Tuple2<Long, Long>> first = distances.filter(vertex -> vertex.f1 == 0);

        DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
                distances.iterateDelta(first, params.getInt("supersteps", 10_000), 0);
        DataSet<Tuple2<Long, Long>> nearer = loop.getWorkset()
                .join(edges)
                .where(0)
                .equalTo(0)
                .with((vertex, edge) -> Tuple2.of(edge.f1, vertex.f1 + 1))
                .groupBy(0)
                .min(1)
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with(new IfNearer());
        DataSet<String> lines = loop.closeWith(nearer, nearer)
                .filter(vertex -> vertex.f1 != UNREACHED)
                .map(vertex -> vertex.f0 + "\t" + vertex.f1);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
            env.execute("SingleSourceShortestPaths");
        } else {
            lines.print();
        }
    }

    private static final class IfNearer
            implements FlatJoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void join(Tuple2<Long, Long> candidate, Tuple2<Long, Long> known, Collector<Tuple2<Long, Long>> out) {
            if (candidate.f1 < known.f1) {
                out.collect(candidate);
            }
        }
    }
}
