package io.millrace.benchmarks;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The delta loop that {@code testing/faults.sh} disturbs: the numbers from 0 are vertices of {@code --keys} chains, and learn the
 * lowest number of their chain from their neighbour; one superstep a vertex, at most {@code --rate} a second. Each line is
 * {@code number lowest}.
 */
public final class FaultsLoop {
    private FaultsLoop() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        long numbers = params.getLong("numbers");
        long keys = params.getLong("keys");
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        DataSet<Tuple2<Long, Long>> vertices = env.generateSequence(0, numbers - 1)
                .map(vertex -> Tuple2.of(vertex, vertex))
                .returns(Types.TUPLE(Types.LONG, Types.LONG));
        DataSet<Tuple2<Long, Long>> edges = env.generateSequence(0, numbers - keys - 1)
                .map(vertex -> Tuple2.of(vertex, vertex + keys))
                .returns(Types.TUPLE(Types.LONG, Types.LONG));
        DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
                vertices.iterateDelta(vertices, Integer.MAX_VALUE, 0);
        DataSet<Tuple2<Long, Long>> changes = loop.getWorkset()
                .map(new PaceSupersteps(params.getLong("rate", 5), params.get("hurry")))
                .join(edges)
                .where(0)
                .equalTo(0)
                .with(new Tell())
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with(new KeepLower());
        loop.closeWith(changes, changes)
                .map(vertex -> vertex.f0 + " " + vertex.f1)
                .returns(Types.STRING)
                .writeAsText(params.getRequired("output"));
        env.execute("faults: loop");
    }

    /** Begins at most so many supersteps a second, until a file of this machine exists. */
    private static final class PaceSupersteps extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        private final long perSecond;
        private final @Nullable String hurry;

        PaceSupersteps(long perSecond, @Nullable String hurry) {
            this.perSecond = perSecond;
            this.hurry = hurry;
        }

        @Override
        public void open(OpenContext context) throws InterruptedException {
            if (hurry == null || !Files.exists(Path.of(hurry))) {
                TimeUnit.MILLISECONDS.sleep(1000 / perSecond);
            }
        }

        @Override
        public Tuple2<Long, Long> map(Tuple2<Long, Long> vertex) {
            return vertex;
        }
    }

    private static final class Tell
            implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Long, Long> join(Tuple2<Long, Long> vertex, Tuple2<Long, Long> edge) {
            return Tuple2.of(edge.f1, vertex.f1);
        }
    }

    private static final class KeepLower
            implements FlatJoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void join(Tuple2<Long, Long> told, Tuple2<Long, Long> known, Collector<Tuple2<Long, Long>> out) {
            if (told.f1 < known.f1) {
                out.collect(told);
            }
        }
    }
}
