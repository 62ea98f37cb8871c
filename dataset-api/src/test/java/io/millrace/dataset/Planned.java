package io.millrace.dataset;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.graph.JobGraph;
import java.util.Optional;

/** Plans programs without running them. */
final class Planned {
    private Planned() {}

    /** A program that defines sinks. */
    interface Program {
        void define(ExecutionEnvironment env) throws Exception;
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient JobGraph graph;

        Stop(JobGraph graph) {
            this.graph = graph;
        }
    }

    /** The job graph of a program whose environment has parallelism 4. */
    static JobGraph graphOf(Program program) throws Exception {
        return graphOf(new Configuration(), program);
    }

    /** The same with settings. */
    static JobGraph graphOf(Configuration settings, Program program) throws Exception {
        ExecutionContext recording = new ExecutionContext(
                settings,
                Optional.of((graph, configuration, loader, results) -> {
                    throw new Stop(graph);
                }),
                Optional.empty());
        try (ExecutionContext.Scope scope = recording.enter()) {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(4);
            program.define(env);
            env.execute("planned");
            throw new AssertionError("execute() returned without an executor");
        } catch (Stop stop) {
            return stop.graph;
        }
    }
}
