package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.dataflow.program.ProgramJobs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;

/** Runs a program and its jobs to their ends. A signal cancels the jobs first, so that nothing half-written stays. */
@Command(
        name = "run",
        description = "Runs a program. Its standard output is the program's alone; all else goes to standard error.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class RunCommand extends ProgramCommand {
    /** As long as a TaskManager gives its tasks to heed their cancellation. */
    private static final long CANCEL_WAIT_MS = 35_000;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Override
    void run(PackagedProgram program, Configuration configuration) throws Throwable {
        if (!configuration.get(DeploymentOptions.ATTACHED)) {
            throw new IllegalConfigurationException(DeploymentOptions.ATTACHED.key()
                    + ": expected=true, actual=false. The jobs run in this process, which waits for their end.");
        }
        ProgramJobs jobs = new ProgramJobs(executor(configuration), System.err);
        Thread hook = new Thread(() -> stop(jobs), "millrace-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        ExecutionContext context =
                new ExecutionContext(configuration, Optional.of(jobs), Optional.of(program.getUserCodeClassLoader()));
        try (ExecutionContext.Scope scope = context.enter()) {
            program.invoke();
            jobs.awaitEnds();
        } catch (Throwable failed) {
            abandon(jobs);
            throw failed;
        } finally {
            ended.set(true);
        }
    }

    @Override
    boolean isStopped() {
        return stopped.get();
    }

    /** The program threw while other jobs of it run: nobody will wait for them. */
    private void abandon(ProgramJobs jobs) {
        if (stopped.get()) {
            return;
        }
        try {
            report(jobs.cancelAll(CANCEL_WAIT_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a signal, or when the program itself calls System.exit. */
    private void stop(ProgramJobs jobs) {
        List<JobID> running = jobs.running();
        if (ended.get() || running.isEmpty()) {
            stopped.set(!ended.get());
            return;
        }
        stopped.set(true);
        complain("stopping: cancels " + names(running) + " ...");
        try {
            List<JobID> left = jobs.cancelAll(CANCEL_WAIT_MS);
            report(left);
            if (left.isEmpty()) {
                complain("stopped; " + names(running) + (running.size() == 1 ? " was" : " were") + " cancelled.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void report(List<JobID> left) {
        if (!left.isEmpty()) {
            complain(names(left) + " did not end within " + CANCEL_WAIT_MS / 1000
                    + " s of being cancelled, and ends with this process; what it wrote aside may be left.");
        }
    }

    private static String names(List<JobID> jobs) {
        return jobs.size() == 1 ? "job " + jobs.get(0) : "jobs " + jobs;
    }
}
