package io.millrace.examples.dataset;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.examples.Options;

/**
 * Counts, for each node of a graph, the edges that leave it and those that arrive.
 *
 * <p>Made for the graph of Debian's packages in {@code examples/data}: how many packages each wants, and how many want it.
 * Writes lines {@code name<TAB>out<TAB>in}, one for each node, also for those without edges, in no order.
 */
public final class Degrees {

    private static final Options OPTIONS = Options.of(
                    Degrees.class, "Counts the edges that leave and that reach each node of a graph.")
            .required("input", "the edges: text file, lines 'id<TAB>id'; .gz is understood")
            .required("nodes", "the nodes: text file, lines 'id<TAB>name'; .gz is understood")
            .optional("output", "file or folder to write lines 'name<TAB>out<TAB>in' to; without it they are printed");

    private Degrees() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();

        DataSet<Tuple2<Integer, String>> nodes = env.readTextFile(params.getRequired("nodes"))
                .map(line -> Tuple2.of(Integer.valueOf(column(line, 0)), column(line, 1)));
        DataSet<Tuple2<Integer, Integer>> edges = env.readTextFile(params.getRequired("input"))
                .map(line -> Tuple2.of(Integer.valueOf(column(line, 0)), Integer.valueOf(column(line, 1))));

        // A node that no edge leaves or reaches has no edge to be counted by: each node begins with a 0 of its own.
        DataSet<Tuple2<Integer, Long>> zeros = nodes.map(node -> Tuple2.of(node.f0, 0L));
        DataSet<Tuple2<Integer, Long>> leaving = edges.map(edge -> Tuple2.of(edge.f0, 1L))
                .union(zeros)
                .groupBy(0)
                .sum(1);
        DataSet<Tuple2<Integer, Long>> arriving = edges.map(edge -> Tuple2.of(edge.f1, 1L))
                .union(zeros)
                .groupBy(0)
                .sum(1);

        DataSet<Tuple3<Integer, Long, Long>> degrees =
                leaving.join(arriving).where(0).equalTo(0).with((out, in) -> Tuple3.of(out.f0, out.f1, in.f1));
        DataSet<String> lines = nodes.join(degrees)
                .where(0)
                .equalTo(0)
                .with((node, degree) -> node.f1 + "\t" + degree.f1 + "\t" + degree.f2);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
            env.execute("Degrees");
        } else {
            lines.print();
        }
    }

    private static String column(String line, int index) {
        String[] columns = line.split("\t");
        if (columns.length != 2) {
            throw new IllegalArgumentException(
                    "expected a line of two columns with a tab between, found '" + line + "'");
        }
        return columns[index];
    }
}
