package com.example.yarn;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Programs with loops for tests on YARN; they come to it in a jar, as a user's do. */
public final class Loops {
    private Loops() {}

    /**
     * Tells the vertices of a chain, from 0, how far they are from the first: {@code vertex distance} in its first argument. From
     * the superstep that its fourth names on it waits for its second to be a file. The third says how many vertices there are.
     */
    public static final class Distances {
        private Distances() {}

        public static void main(String[] args) throws Exception {
            long vertices = Long.parseLong(args[2]);
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            DataSet<Tuple2<Long, Long>> unknown = env.generateSequence(0, vertices - 1)
                    .map(vertex -> Tuple2.of(vertex, vertex == 0 ? 0L : Long.MAX_VALUE))
                    .returns(Types.TUPLE(Types.LONG, Types.LONG));
            DataSet<Tuple2<Long, Long>> first = unknown.filter(vertex -> vertex.f0 == 0);
            DataSet<Tuple2<Long, Long>> edges = env.generateSequence(0, vertices - 2)
                    .map(vertex -> Tuple2.of(vertex, vertex + 1))
                    .returns(Types.TUPLE(Types.LONG, Types.LONG));
            DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
                    unknown.iterateDelta(first, Integer.MAX_VALUE, 0);
            DataSet<Tuple2<Long, Long>> changes = loop.getWorkset()
                    .join(edges)
                    .where(0)
                    .equalTo(0)
                    .with((vertex, edge) -> Tuple2.of(edge.f1, vertex.f1 + 1))
                    .returns(Types.TUPLE(Types.LONG, Types.LONG))
                    .map(new WaitForFile(args[1], Integer.parseInt(args[3])))
                    .join(loop.getSolutionSet())
                    .where(0)
                    .equalTo(0)
                    .with((told, known) -> told)
                    .returns(Types.TUPLE(Types.LONG, Types.LONG));
            loop.closeWith(changes, changes)
                    .map(vertex -> vertex.f0 + " " + vertex.f1)
                    .returns(Types.STRING)
                    .writeAsText(args[0]);
            env.execute("distances");
        }
    }

    /** Makes a file beside its own for each attempt that begins, which names the superstep. */
    private static final class WaitForFile extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        private static final long LOOK_NS = 20_000_000;

        private final String file;
        private final int fromSuperstep;
        private transient boolean hasBegun;
        private transient boolean waits;

        WaitForFile(String file, int fromSuperstep) {
            this.file = file;
            this.fromSuperstep = fromSuperstep;
        }

        @Override
        public void open(OpenContext context) throws Exception {
            int superstep = getIterationRuntimeContext().getSuperstepNumber();
            waits = superstep >= fromSuperstep;
            if (!hasBegun) {
                hasBegun = true;
                Files.createFile(Path.of(file + ".began-" + superstep + "-" + UUID.randomUUID()));
            }
        }

        @Override
        public Tuple2<Long, Long> map(Tuple2<Long, Long> vertex) throws InterruptedException {
            while (waits && !Files.exists(Path.of(file))) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("told to stop waiting for " + file);
                }
                LockSupport.parkNanos(LOOK_NS);
            }
            return vertex;
        }
    }
}
