package io.millrace.client;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.deploy.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application from its submission to its end, or to the client's. A signal stops the application first, also while it
 * is being submitted, unless it is to go on without its client.
 */
final class ApplicationRun {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationRun.class);

    /** How often people hear of news, and how late the end is noticed at most. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How many of these looks it takes until loops are looked at, which change with the heartbeats only. */
    private static final int LOOPS_EVERY = 5;

    /** Jobs are given so long to be cancelled in order. */
    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    /** Schedulers send KILL some ten seconds after TERM at the earliest; a submission that is under way ends sooner. */
    private static final Duration START_WAIT = Duration.ofSeconds(30);

    /** Starts it; the ids go to the report before anything is waited for. */
    @FunctionalInterface
    interface Start {
        Deployed start(Platform.Progress progress) throws DeploymentException;
    }

    /** What the client does while it runs. */
    @FunctionalInterface
    interface Stay {
        Ending until(Deployed deployed) throws DeploymentException, InterruptedException;
    }

    private final Platform platform;
    private final Configuration configuration;
    private final Report report;
    private final ClientExit onClientExit;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicReference<Thread> starter = new AtomicReference<>();
    private final CompletableFuture<Optional<Deployed>> started = new CompletableFuture<>();

    ApplicationRun(Platform platform, Configuration configuration, Report report, ClientExit onClientExit) {
        this.platform = platform;
        this.configuration = configuration;
        this.report = report;
        this.onClientExit = onClientExit;
    }

    /** True if a signal ends the process: then who stops it speaks. */
    boolean isStopping() {
        return stopping.get();
    }

    /** @param attached whether to wait for the end */
    Ending run(Start start, boolean attached) throws DeploymentException, InterruptedException {
        return run(start, attached ? this::follow : deployed -> Ending.running(report.jobs()));
    }

    /** Starts, and stays as long as {@code stay} does; a signal meanwhile stops the application. */
    Ending run(Start start, Stay stay) throws DeploymentException, InterruptedException {
        starter.set(Thread.currentThread());
        Thread hook = new Thread(this::stop, "millrace-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Deployed deployed = begin(start)) {
            Ending ending = stay.until(deployed);
            forget(hook);
            return ending;
        } catch (DeploymentException | InterruptedException | RuntimeException | Error e) {
            forget(hook);
            throw e;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending: the hook runs or has run", e);
        }
    }

    private Deployed begin(Start start) throws DeploymentException {
        try {
            Deployed deployed = start.start(report);
            started.complete(Optional.of(deployed));
            return deployed;
        } finally {
            starter.set(null);
            started.complete(Optional.empty());
        }
    }

    private Ending follow(Deployed deployed) throws DeploymentException, InterruptedException {
        int looks = 0;
        while (true) {
            Optional<ApplicationOutcome> outcome = deployed.awaitEnd(LOOK_EVERY);
            if (outcome.isPresent()) {
                report.jobs(outcome.get().jobs());
                return Ending.of(outcome.get());
            }
            report.jobs(jobsOf(deployed));
            if (++looks % LOOPS_EVERY == 0) {
                tellLoops(deployed);
            }
        }
    }

    private void tellLoops(Deployed deployed) {
        for (JobStanding job : report.jobs()) {
            if (job.status() == JobStatus.RUNNING) {
                try {
                    report.loops(job.job(), deployed.loops(job.job()));
                } catch (DeploymentException e) {
                    LOG.debug("the loops of job {} cannot be asked for now", job.job(), e);
                }
            }
        }
    }

    /** What can be known now; an application that cannot be reached may be changing its leader, or ending. */
    private List<JobStanding> jobsOf(Deployed deployed) {
        try {
            return deployed.jobs();
        } catch (DeploymentException e) {
            LOG.debug("the jobs of {} cannot be listed now", deployed.applicationId(), e);
            return report.jobs();
        }
    }

    // A signal.

    private void stop() {
        stopping.set(true);
        if (onClientExit == ClientExit.DETACH) {
            boolean runs = report.applicationId().isPresent();
            end(
                    Ending.State.RUNNING,
                    runs ? "the client stops; the application goes on." : "stopped; nothing is known to run.");
            return;
        }
        ProgramCommand.complain("stopping the application ...");
        try {
            Optional<Deployed> deployed = reach();
            if (deployed.isEmpty()) {
                end(Ending.State.REJECTED, "stopped; nothing was submitted.");
                return;
            }
            Optional<ApplicationOutcome> outcome = stop(deployed.get());
            outcome.ifPresent(end -> report.jobs(end.jobs()));
            boolean wasOver = outcome.isPresent() && outcome.get().end() == ApplicationOutcome.End.SUCCEEDED;
            end(
                    wasOver ? Ending.State.SUCCEEDED : Ending.State.KILLED,
                    wasOver ? "stopped; the application had succeeded." : "stopped; the application has ended, too.");
        } catch (DeploymentException e) {
            end(Ending.State.UNKNOWN, "the application could not be stopped, and may run on: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The application, if there is one; a submission that is under way is waited for, as it may have gone through. */
    private Optional<Deployed> reach() throws DeploymentException, InterruptedException {
        Thread submitting = starter.get();
        Optional<String> id = report.applicationId();
        if (submitting != null && id.isEmpty()) {
            submitting.interrupt();
            awaitStart();
            id = report.applicationId();
        }
        Optional<Deployed> deployed = started.getNow(Optional.empty());
        if (deployed.isPresent() || id.isEmpty()) {
            return deployed;
        }
        return Optional.of(platform.find(id.get(), configuration));
    }

    private void awaitStart() throws InterruptedException {
        try {
            Optional<Deployed> unused = started.get(START_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the submission goes on", e);
        }
    }

    /** In order if it answers, by force else; returns when it is dead. */
    private static Optional<ApplicationOutcome> stop(Deployed deployed)
            throws DeploymentException, InterruptedException {
        try {
            deployed.stop();
            Optional<ApplicationOutcome> outcome = deployed.awaitEnd(STOP_WAIT);
            if (outcome.isPresent()) {
                return outcome;
            }
        } catch (DeploymentException e) {
            LOG.debug("{} does not stop in order: it is killed", deployed.applicationId(), e);
        }
        deployed.kill();
        return Optional.empty();
    }

    private void end(Ending.State state, String message) {
        ProgramCommand.complain(message);
        report.end(Ending.stopped(Signals.exitCode(), state, message, report.jobs()));
    }
}
