package io.millrace.examples.dataset;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.examples.Options;

/**
 * Finds which vertices of a graph hang together: a delta loop, in which only those whose component got another number tell their
 * neighbours.
 *
 * <p>A component bears the lowest id of its vertices; edges lead both ways. Writes lines {@code id<TAB>component}, in no order.
 */
public final class ConnectedComponents {

    private static final Options OPTIONS = GraphInput.options(
                    Options.of(ConnectedComponents.class, "Finds which vertices of a graph hang together."))
            .optional("supersteps", "the loop ends after so many at the latest (10000)")
            .optional("output", "file or folder to write lines 'id<TAB>component' to; without it they are printed");

    private ConnectedComponents() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        DataSet<Tuple2<Long, Long>> edges = GraphInput.edges(env, params);
        DataSet<Tuple2<Long, Long>> bothWays = edges.flatMap(new BothWays());
        DataSet<Tuple2<Long, Long>> vertices = GraphInput.vertices(edges).map(vertex -> Tuple2.of(vertex, vertex));

        DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
                vertices.iterateDelta(vertices, params.getInt("supersteps", 10_000), 0);
        DataSet<Tuple2<Long, Long>> changes = loop.getWorkset()
                .join(bothWays)
                .where(0)
                .equalTo(0)
                .with((vertex, edge) -> Tuple2.of(edge.f1, vertex.f1))
                .groupBy(0)
                .min(1)
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with(new IfLower());
        DataSet<String> lines = loop.closeWith(changes, changes).map(vertex -> vertex.f0 + "\t" + vertex.f1);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
            env.execute("ConnectedComponents");
        } else {
            lines.print();
        }
    }

    private static final class BothWays implements FlatMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Tuple2<Long, Long> edge, Collector<Tuple2<Long, Long>> out) {
            out.collect(edge);
            out.collect(Tuple2.of(edge.f1, edge.f0));
        }
    }

    private static final class IfLower
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
