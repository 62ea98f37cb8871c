package io.millrace.client;

import io.millrace.client.log.LateLogging;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.PipelineExecutorFactory;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.protocol.diagnosis.Diagnosis;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * What the commands that call a program's {@code main} have in common: settings first, then the program is found, then it
 * runs; whatever is thrown on the way becomes one message and an exit code.
 */
abstract class ProgramCommand implements Callable<Integer> {
    private static final String TRACE_HINT = " (-v shows the stack trace)";

    @Mixin
    private ProgramOptions options = new ProgramOptions();

    @Override
    public Integer call() {
        if (options.verbose() && System.getProperty(LateLogging.LEVEL) == null) {
            System.setProperty(LateLogging.LEVEL, "INFO"); // before the first logger is made
        }
        String mainClass = "";
        try {
            Configuration configuration = options.configuration(System.getenv());
            PackagedProgram program = options.program(configuration);
            mainClass = program.getMainClassName();
            run(program, configuration);
            return ExitCode.FINISHED.code();
        } catch (Throwable thrown) {
            System.out.flush();
            if (isStopped()) {
                return ExitCode.FAILED.code();
            }
            Diagnosis diagnosis = Diagnosis.of(thrown, mainClass);
            complain(diagnosis.message() + (diagnosis.traceHelps() ? TRACE_HINT : ""));
            if (options.verbose()) {
                thrown.printStackTrace(System.err);
            }
            return ExitCode.of(diagnosis.kind()).code();
        }
    }

    /** Calls the program's main; returns when all is done. */
    abstract void run(PackagedProgram program, Configuration configuration) throws Throwable;

    /** True if a signal ends the process: then who stops it speaks, and failures that follow from it are no news. */
    boolean isStopped() {
        return false;
    }

    /** The executor of the target that the configuration names. */
    static PipelineExecutor executor(Configuration configuration) {
        List<String> known = new ArrayList<>();
        for (PipelineExecutorFactory factory :
                ServiceLoader.load(PipelineExecutorFactory.class, ProgramCommand.class.getClassLoader())) {
            if (factory.isCompatibleWith(configuration)) {
                return factory.getExecutor(configuration);
            }
            known.add(factory.getName());
        }
        throw new IllegalConfigurationException("There is no target '"
                + configuration.getOptional(DeploymentOptions.TARGET).orElse("") + "'. -t (or "
                + DeploymentOptions.TARGET.key() + ") takes: " + String.join(", ", known) + ".");
    }

    static void complain(String message) {
        PrintStream err = System.err;
        err.println("millrace: " + message);
        err.flush();
    }
}
