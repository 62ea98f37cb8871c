package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.program.PackagedProgram;
import java.io.PrintStream;
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
        LogLevel.set(options.verbose());
        String mainClass = "";
        Ending ending;
        try {
            Configuration configuration = options.configuration(System.getenv());
            prepare(configuration);
            PackagedProgram program = options.program(configuration);
            mainClass = program.getMainClassName();
            ending = run(program, configuration);
        } catch (Throwable thrown) {
            System.out.flush();
            ending = Ending.of(thrown, mainClass);
            if (!isStopped() && options.verbose()) {
                thrown.printStackTrace(System.err);
            }
        }
        if (!isStopped()) {
            if (!ending.message().isEmpty()) {
                complain(ending.message() + (ending.traceHelps() && !options.verbose() ? TRACE_HINT : ""));
            }
            end(ending);
        }
        return ending.exitCode();
    }

    ProgramOptions options() {
        return options;
    }

    /** Settings of the command's own, before the program is looked for. */
    void prepare(Configuration configuration) {}

    /** Calls the program's main; returns when all is done. */
    abstract Ending run(PackagedProgram program, Configuration configuration) throws Throwable;

    /** What there is to say after people have been told. */
    void end(Ending ending) {}

    /** True if a signal ends the process: then who stops it speaks, and failures that follow from it are no news. */
    boolean isStopped() {
        return false;
    }

    /**
     * What a command without a program does with what was thrown.
     *
     * @return the exit code
     */
    static int complain(Exception thrown, SettingsOptions settings) {
        System.out.flush();
        Ending ending = Ending.of(thrown, "");
        complain(ending.message());
        if (settings.verbose()) {
            thrown.printStackTrace(System.err);
        }
        return ending.exitCode();
    }

    static void complain(String message) {
        PrintStream err = System.err;
        err.println("millrace: " + message);
        err.flush();
    }
}
