package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.dataflow.program.ProgramInvocationException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the graph of a program's first job, and runs no job. */
@Command(
        name = "explain",
        aliases = "info",
        description = {
            "Prints the job graph of a program without running it.",
            "The program's main is called up to its first job, such as execute() or count()."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class ExplainCommand extends ProgramCommand {
    @Option(names = "--json", description = "Print JSON in place of text.")
    private boolean json;

    /** Ends a program's main where it would have run its first job; an error, so that programs do not catch it. */
    private static final class FirstJobSeen extends Error {
        private static final long serialVersionUID = 1L;

        private final transient JobGraph graph;

        FirstJobSeen(JobGraph graph) {
            super("the program was only explained", null, false, false);
            this.graph = graph;
        }
    }

    @Override
    Ending run(PackagedProgram program, Configuration configuration) throws Throwable {
        ExecutionContext context = new ExecutionContext(
                configuration,
                Optional.of((graph, settings, loader, results) -> {
                    throw new FirstJobSeen(graph);
                }),
                Optional.of(program.getUserCodeClassLoader()));
        try (ExecutionContext.Scope scope = context.enter()) {
            program.invoke();
        } catch (Throwable thrown) {
            JobGraph graph = seen(thrown).orElseThrow(() -> thrown);
            ClassLoader loader = program.getUserCodeClassLoader();
            System.out.println(json ? GraphText.json(graph, loader) : GraphText.text(graph, loader));
            return Ending.finished(List.of());
        }
        throw new ProgramInvocationException(
                "The program " + program.getMainClassName() + " ended without a job: nothing called execute().");
    }

    private static Optional<JobGraph> seen(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof FirstJobSeen first) {
                return Optional.of(first.graph);
            }
        }
        return Optional.empty();
    }
}
