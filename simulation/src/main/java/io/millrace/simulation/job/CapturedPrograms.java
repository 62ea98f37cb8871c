package io.millrace.simulation.job;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.simulation.Run;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code DataSet} programs that tell what they found by accumulators: how to get at their graph, and at what they told. */
final class CapturedPrograms {
    private CapturedPrograms() {}

    /** A program up to its last call, which runs it. */
    @FunctionalInterface
    interface Program {
        void main(ExecutionEnvironment env) throws Exception;
    }

    /** Gets the graph out of a program that thinks it runs. */
    private static final class Captured extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient JobGraph graph;

        Captured(JobGraph graph) {
            super("the program's graph was taken");
            this.graph = graph;
        }
    }

    /** The serialised graph that a program wants to run. */
    static byte[] graphOf(Program program, Configuration configuration, int parallelism) {
        ExecutionContext capturing = new ExecutionContext(
                configuration,
                Optional.of((graph, settings, loader, results) -> {
                    throw new Captured(graph);
                }),
                Optional.of(CapturedPrograms.class.getClassLoader()));
        try (ExecutionContext.Scope scope = capturing.enter()) {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(parallelism);
            program.main(env);
            throw new IllegalStateException("nothing has run, but the program has ended in " + scope);
        } catch (Captured taken) {
            return bytes(taken.graph);
        } catch (Exception e) {
            throw new IllegalStateException("the program could not be planned", e);
        }
    }

    private static byte[] bytes(JobGraph graph) {
        try {
            return InstantiationUtil.serializeObject(graph);
        } catch (IOException e) {
            throw new IllegalStateException("the graph of a DataSet program cannot be written", e);
        }
    }

    /** What accumulators whose names begin so have counted, by name. */
    static Map<String, Long> counted(Run run, String prefix) {
        Map<String, Long> found = new TreeMap<>();
        run.end().accumulators().forEach((name, bytes) -> {
            if (name.startsWith(prefix)) {
                found.put(name, value(bytes));
            }
        });
        return found;
    }

    private static long value(byte[] bytes) {
        try {
            Accumulator<?, ?> accumulator =
                    InstantiationUtil.deserializeObject(bytes, CapturedPrograms.class.getClassLoader());
            return (Long) accumulator.getLocalValue();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("an accumulator cannot be read", e);
        }
    }
}
