package io.millrace.local;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.live.InProcessTransport;
import io.millrace.control.live.LiveNode;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerOptions;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.live.InProcessClient;
import io.millrace.jobmanager.live.InProcessJob;
import io.millrace.jobmanager.live.ThreadedCoordinatorHost;
import io.millrace.state.log.FileFailureReports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JobManager and its TaskManagers in this JVM: the same actors and tasks that run in containers, joined by references.
 *
 * <p>Thread-safe. All its threads are daemons and have ended when {@link #close} returns, except those of user code that
 * ignores its interruption.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);

    /** Without a leader election there is one leadership. */
    private static final Epoch EPOCH = new Epoch(1);

    private static final long CANCEL_WAIT_S = 40;

    private final InProcessTransport wires = new InProcessTransport();
    private final SubmittedClassLoaders loaders = new SubmittedClassLoaders();
    private final Neighbours neighbours = new Neighbours();
    private final InProcessClient client;
    private final LiveNode clientNode;
    private final LiveNode jobManager;
    private final ThreadedCoordinatorHost coordinators;
    private final LocalContainerDriver driver;
    private final LocalCheckpoints checkpoints;
    private final Optional<FileFailureReports> failures;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private LocalCluster(LocalClusterSettings settings) {
        jobManager = LiveNode.start("jobmanager", wires, this::broke);
        client = new InProcessClient(jobManager.address(JobManager.DISPATCHER), wires, this::ended);
        clientNode = LiveNode.start(InProcessClient.NAME, wires, this::broke);
        clientNode.host(InProcessClient.NAME, client);
        checkpoints = new LocalCheckpoints(fact -> jobManager.post(JobManager.jobActor(fact.job()), fact));
        coordinators = new ThreadedCoordinatorHost(
                loaders,
                JobFiles.of(checkpoints::temporary),
                fact -> jobManager.post(JobManager.jobActor(fact.job()), fact));
        LocalTaskManager.Surroundings around = new LocalTaskManager.Surroundings(
                wires,
                this::broke,
                jobManager.address(JobManager.SLOTS),
                loaders,
                neighbours,
                settings.configuration());
        driver = new LocalContainerDriver(
                settings.taskManagersMax(),
                (container, profile, onEnd) ->
                        LocalTaskManager.start(container.taskManager(), profile.slots(), around, onEnd),
                fact -> jobManager.post(JobManager.SLOTS, fact));
        if (settings.taskManagersMax() > 1) {
            neighbours.start();
        }
        failures = failureReports(settings.configuration());
        JobManager.host(
                jobManager,
                jobManager.name(),
                EPOCH,
                JobManagerSettings.from(settings.configuration(), settings.taskManagersMin()),
                driver,
                coordinators,
                checkpoints.store(),
                failures.isPresent() ? failures.get() : FailureReports.none());
    }

    private static Optional<FileFailureReports> failureReports(ReadableConfig configuration) {
        return configuration
                .getOptional(JobManagerOptions.FAILURE_REPORTS_DIRECTORY)
                .map(directory -> new FileFailureReports(
                        directory.contains(":/")
                                ? URI.create(directory)
                                : Path.of(directory).toUri()));
    }

    public static LocalCluster start(LocalClusterSettings settings) {
        return new LocalCluster(settings);
    }

    /**
     * Submits a job; returns at once.
     *
     * @param loader finds the program's classes; used as it is, so that static fields are shared with the program
     * @throws InvalidProgramException if the graph cannot be serialised
     * @throws IllegalStateException if the cluster is closed
     */
    public JobClient submit(JobGraph graph, ClassLoader loader, ResultListener results) {
        InProcessJob job = client.submit(graph, loader, results, id -> loaders.submitted(id, loader));
        if (closing.get()) {
            // Either close saw the job and cancels it, or the job finds the cluster closing: here.
            client.end(job.getJobID(), gone -> gone.lost(closedBefore(graph.name())));
            throw closedBefore(graph.name());
        }
        return job;
    }

    /** Takes a checkpoint of a job that was submitted here; done when its outcome is known. */
    public CompletableFuture<CheckpointStanding> takeCheckpoint(JobID job) {
        return client.takeCheckpoint(job);
    }

    /**
     * Ends a TaskManager in which tasks run, if there is one, as if its process had died; another one takes its place. For tests
     * of what a program does then; returns at once.
     */
    public void terminateTaskManager() {
        driver.loseBusy();
    }

    private static IllegalStateException closedBefore(String job) {
        return new IllegalStateException("the local cluster was closed before job '" + job + "' had ended");
    }

    private void ended(JobID job) {
        loaders.ended(job);
        neighbours.forget(job);
    }

    /** A mistake in the engine: nothing that this cluster says can be relied on any more. */
    private void broke(Address actor, @Nullable Message message, Throwable cause) {
        IllegalStateException why = new IllegalStateException(
                "Millrace broke in '" + actor + "' (" + cause + "); this is a mistake in Millrace, please report it",
                cause);
        closing.set(true);
        for (InProcessJob job : client.jobs()) {
            client.end(job.getJobID(), lost -> lost.lost(why));
        }
        closed.completeAsync(() -> {
            shutDown();
            return null;
        });
    }

    /** Cancels the jobs that run, waits for their end, and stops everything. May be called again, by any thread. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            cancelAll();
            shutDown();
            closed.complete(null);
        } else {
            closed.join();
        }
    }

    private void cancelAll() {
        List<InProcessJob> running = client.jobs();
        CompletableFuture<?>[] ends = running.stream()
                .peek(job -> {
                    LOG.info("job {} is cancelled because its local cluster is closed", job.getJobID());
                    CompletableFuture<Void> unused = job.cancel();
                })
                .map(InProcessJob::getJobExecutionResult)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(CANCEL_WAIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("cancelled jobs have ended", e);
        } catch (TimeoutException e) {
            LOG.warn(
                    "{} jobs did not end within {} s of being cancelled",
                    client.jobs().size(),
                    CANCEL_WAIT_S);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        driver.close();
        neighbours.close();
        jobManager.close();
        coordinators.close();
        checkpoints.close();
        failures.ifPresent(FileFailureReports::close);
        clientNode.close();
        for (InProcessJob job : client.jobs()) {
            client.end(
                    job.getJobID(),
                    lost -> lost.lost(closedBefore(job.getJobID().toString())));
        }
    }
}
