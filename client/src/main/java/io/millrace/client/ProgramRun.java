package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.dataflow.program.ProgramJobs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program whose {@code main} runs in this process, from its call to the end of its jobs. A signal cancels the jobs first,
 * so that nothing half-written stays.
 */
final class ProgramRun {
    /** As long as a TaskManager gives its tasks to heed their cancellation. */
    private static final long CANCEL_WAIT_MS = 35_000;

    private final ProgramJobs jobs;
    private final Report report;
    private final ClientExit onClientExit;
    private final boolean attached;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param attached whether to wait for the ends of jobs; else {@code execute} returns when they are submitted */
    ProgramRun(PipelineExecutor executor, Report report, ClientExit onClientExit, boolean attached) {
        this.jobs = new ProgramJobs(executor, job -> report.jobs(List.of(job)), attached);
        this.report = report;
        this.onClientExit = onClientExit;
        this.attached = attached;
    }

    /** True if a signal ends the process: then who stops it speaks, and failures that follow from it are no news. */
    boolean isStopping() {
        return stopping.get();
    }

    Ending run(PackagedProgram program, Configuration configuration) throws Throwable {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "millrace-stop"));
        ExecutionContext context =
                new ExecutionContext(configuration, Optional.of(jobs), Optional.of(program.getUserCodeClassLoader()));
        try (ExecutionContext.Scope scope = context.enter()) {
            program.invoke();
            jobs.awaitEnds();
            return attached ? Ending.finished(jobs.standings()) : Ending.running(jobs.standings());
        } catch (Throwable failed) {
            abandon();
            throw failed;
        } finally {
            ended.set(true);
        }
    }

    /** The program threw while other jobs of it run: nobody will wait for them. */
    private void abandon() {
        if (stopping.get()) {
            return;
        }
        try {
            complainOf(jobs.cancelAll(CANCEL_WAIT_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a signal, or when the program itself calls System.exit. */
    private void stop() {
        List<JobID> running = jobs.running();
        if (ended.get()) {
            return;
        }
        stopping.set(true);
        if (running.isEmpty()) {
            end(Ending.State.KILLED);
            return;
        }
        if (onClientExit == ClientExit.DETACH) {
            ProgramCommand.complain(
                    "the client stops; " + names(running) + (running.size() == 1 ? " goes" : " go") + " on.");
            end(Ending.State.RUNNING);
            return;
        }
        ProgramCommand.complain("stopping: cancels " + names(running) + " ...");
        try {
            List<JobID> left = jobs.cancelAll(CANCEL_WAIT_MS);
            complainOf(left);
            if (left.isEmpty()) {
                ProgramCommand.complain(
                        "stopped; " + names(running) + (running.size() == 1 ? " was" : " were") + " cancelled.");
            }
            end(left.isEmpty() ? Ending.State.KILLED : Ending.State.UNKNOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The exit code of a program that ends itself is its own, and not known here. */
    private void end(Ending.State state) {
        if (Signals.any()) {
            report.end(Ending.stopped(Signals.exitCode(), state, "stopped by a signal", jobs.standings()));
        }
    }

    private static void complainOf(List<JobID> left) {
        if (!left.isEmpty()) {
            ProgramCommand.complain(names(left) + " did not end within " + CANCEL_WAIT_MS / 1000
                    + " s of being cancelled, and may run on or leave what was written aside.");
        }
    }

    private static String names(List<JobID> jobs) {
        return jobs.size() == 1 ? "job " + jobs.get(0) : "jobs " + jobs;
    }
}
