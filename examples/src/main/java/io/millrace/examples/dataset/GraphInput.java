package io.millrace.examples.dataset;

import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.examples.Options;

/** The edges that the examples with loops work on: from a text file, or made by R-MAT. The vertices are those that edges name. */
final class GraphInput {
    private GraphInput() {}

    /** Adds the options that say where the edges come from. */
    static Options options(Options options) {
        return options.optional("input", "the edges: text file, lines 'id<TAB>id'; .gz is understood")
                .optional("rmat", "instead of a file: SCALE,EDGES makes so many edges of a graph of 2^SCALE vertices")
                .optional("seed", "another number makes another graph of --rmat (42)");
    }

    static DataSet<Tuple2<Long, Long>> edges(ExecutionEnvironment env, ParameterTool params) {
        if (!params.has("rmat")) {
            return env.readTextFile(params.getRequired("input")).map(new ParseEdge());
        }
        String[] size = params.getRequired("rmat").split(",");
        if (size.length != 2) {
            throw new IllegalArgumentException(
                    "expected --rmat SCALE,EDGES such as 20,16000000, found '" + params.getRequired("rmat") + "'");
        }
        Rmat graph = new Rmat(Integer.parseInt(size[0]), params.getLong("seed", 42));
        return env.generateSequence(0, Long.parseLong(size[1]) - 1).map(new MakeEdge(graph));
    }

    static DataSet<Long> vertices(DataSet<Tuple2<Long, Long>> edges) {
        return edges.flatMap(new Ends()).distinct();
    }

    private static final class ParseEdge implements MapFunction<String, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Long, Long> map(String line) {
            String[] columns = line.split("\t");
            if (columns.length != 2) {
                throw new IllegalArgumentException(
                        "expected a line of two columns with a tab between, found '" + line + "'");
            }
            return Tuple2.of(Long.valueOf(columns[0]), Long.valueOf(columns[1]));
        }
    }

    private static final class MakeEdge implements MapFunction<Long, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        private final Rmat graph;

        MakeEdge(Rmat graph) {
            this.graph = graph;
        }

        @Override
        public Tuple2<Long, Long> map(Long number) {
            return graph.edge(number);
        }
    }

    private static final class Ends implements FlatMapFunction<Tuple2<Long, Long>, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Tuple2<Long, Long> edge, Collector<Long> out) {
            out.collect(edge.f0);
            out.collect(edge.f1);
        }
    }
}
