package io.millrace.examples.dataset;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.examples.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds groups of points in the plane (Lloyd, 1957): a bulk loop over the centres, which every subtask gets as a broadcast set.
 *
 * <p>A line's last two columns are a point, so what {@link Degrees} writes will do. A centre that is nearest to no point is
 * dropped; of two that are equally near the one with the lower number takes the point. Writes lines {@code number<TAB>x<TAB>y}, in no order.
 */
public final class KMeans {
    private static final String CENTRES = "centres";

    private static final Options OPTIONS = Options.of(KMeans.class, "Finds the centres of groups of points.")
            .required("input", "the points: text file, x and y are the last two columns of a line; .gz is understood")
            .required("centres", "where the centres are at first: text file, lines 'number<TAB>x<TAB>y'")
            .optional("supersteps", "so many times the centres are moved (20)")
            .optional("output", "file or folder to write lines 'number<TAB>x<TAB>y' to; without it they are printed");

    private KMeans() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        DataSet<Tuple3<Integer, Double, Double>> points = env.readTextFile(params.getRequired("input"))
                .map(line -> Tuple3.of(0, fromEnd(line, 2), fromEnd(line, 1)));
        DataSet<Tuple3<Integer, Double, Double>> centres = env.readTextFile(params.getRequired("centres"))
                .map(line -> Tuple3.of((int) fromEnd(line, 3), fromEnd(line, 2), fromEnd(line, 1)));

        IterativeDataSet<Tuple3<Integer, Double, Double>> loop = centres.iterate(params.getInt("supersteps", 20));
        DataSet<Tuple3<Integer, Double, Double>> moved = points.map(new Nearest())
                .withBroadcastSet(loop, CENTRES)
                .groupBy(0)
                .reduce((a, b) -> Tuple4.of(a.f0, a.f1 + b.f1, a.f2 + b.f2, a.f3 + b.f3))
                .map(sum -> Tuple3.of(sum.f0, sum.f1 / sum.f3, sum.f2 / sum.f3));
        DataSet<String> lines = loop.closeWith(moved).map(centre -> centre.f0 + "\t" + centre.f1 + "\t" + centre.f2);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
            env.execute("KMeans");
        } else {
            lines.print();
        }
    }

    /** A number of a line, by its column counted from the end. */
    private static double fromEnd(String line, int place) {
        String[] columns = line.split("\t");
        if (columns.length < place) {
            throw new IllegalArgumentException(
                    "expected a line of " + place + " or more columns with tabs between, found '" + line + "'");
        }
        return Double.parseDouble(columns[columns.length - place]);
    }

    /** Gives a point the number of its nearest centre, and counts it. */
    private static final class Nearest
            extends RichMapFunction<Tuple3<Integer, Double, Double>, Tuple4<Integer, Double, Double, Long>> {
        private static final long serialVersionUID = 1L;

        private transient List<Tuple3<Integer, Double, Double>> centres = new ArrayList<>();

        @Override
        public void open(OpenContext context) {
            centres = getRuntimeContext().getBroadcastVariable(CENTRES);
        }

        @Override
        public Tuple4<Integer, Double, Double, Long> map(Tuple3<Integer, Double, Double> point) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (Tuple3<Integer, Double, Double> centre : centres) {
                double x = centre.f1 - point.f1;
                double y = centre.f2 - point.f2;
                double distance = x * x + y * y;
                if (distance < least || (distance == least && centre.f0 < nearest)) {
                    nearest = centre.f0;
                    least = distance;
                }
            }
            return Tuple4.of(nearest, point.f1, point.f2, 1L);
        }
    }
}
