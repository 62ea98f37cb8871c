package io.millrace.yarn.master;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.dataflow.program.ProgramInvocationException;
import io.millrace.dataflow.program.ProgramJobs;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.JobCancellationException;
import io.millrace.protocol.JobFailedException;
import io.millrace.protocol.diagnosis.Diagnosis;
import io.millrace.yarn.launch.LaunchSpec;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a program's {@code main} on a thread of its own, and tells how it and its jobs ended. */
final class ProgramRun {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

    private static final String THREAD = "main of the program";

    private final LaunchSpec.Program program;
    private final Configuration configuration;
    private final PipelineExecutor executor;
    private final Consumer<ApplicationOutcome> onEnd;
    private final Thread thread = new Thread(this::run, THREAD);

    /**
     * @param executor gets the program's jobs
     * @param onEnd hears, once, how the program ended, on its thread; the list of jobs is empty
     */
    ProgramRun(
            LaunchSpec.Program program,
            Configuration configuration,
            PipelineExecutor executor,
            Consumer<ApplicationOutcome> onEnd) {
        this.program = program;
        this.configuration = configuration;
        this.executor = executor;
        this.onEnd = onEnd;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        String mainClass = program.mainClass().orElse(program.jar().link());
        ApplicationOutcome outcome;
        try {
            PackagedProgram opened = open();
            mainClass = opened.getMainClassName();
            LOG.info("calls main of {}", mainClass);
            call(opened);
            LOG.info("main of {} has returned, and its jobs have ended", mainClass);
            outcome = new ApplicationOutcome(End.SUCCEEDED, Kind.NONE, "", List.of());
        } catch (Throwable thrown) {
            LOG.error("the program {} ended by an exception", mainClass, thrown);
            outcome = outcome(thrown, mainClass);
        }
        onEnd.accept(outcome);
    }

    private PackagedProgram open() throws ProgramInvocationException {
        return PackagedProgram.open(
                new File(program.jar().link()),
                program.mainClass(),
                program.classpath().stream().map(file -> new File(file.link())).toList(),
                program.arguments(),
                configuration);
    }

    private void call(PackagedProgram opened) throws Throwable {
        // The jobs' ids go to the container's standard output, as on a command line.
        ProgramJobs jobs = new ProgramJobs(executor, System.out);
        ExecutionContext context =
                new ExecutionContext(configuration, Optional.of(jobs), Optional.of(opened.getUserCodeClassLoader()));
        try (ExecutionContext.Scope scope = context.enter()) {
            opened.invoke();
            jobs.awaitEnds();
        }
    }

    private static ApplicationOutcome outcome(Throwable thrown, String mainClass) {
        Diagnosis diagnosis = Diagnosis.of(thrown, mainClass);
        boolean cancelled = ExceptionUtils.findThrowable(thrown, JobCancellationException.class)
                        .isPresent()
                && ExceptionUtils.findThrowable(thrown, JobFailedException.class)
                        .isEmpty();
        return cancelled
                ? new ApplicationOutcome(End.KILLED, Kind.NONE, diagnosis.message(), List.of())
                : new ApplicationOutcome(End.FAILED, diagnosis.kind(), diagnosis.message(), List.of());
    }

    /** Where the program's thread is inside of {@code System.exit}, if it is. */
    Optional<String> exitCall() {
        boolean exits = false;
        for (StackTraceElement frame : thread.getStackTrace()) {
            boolean ofRuntime = frame.getClassName().equals("java.lang.System")
                    || frame.getClassName().equals("java.lang.Runtime");
            if (exits && !ofRuntime) {
                return Optional.of(frame.toString());
            }
            exits |= ofRuntime && frame.getMethodName().equals("exit");
        }
        return Optional.empty();
    }
}
