package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.yarn.launch.YarnOptions;
import io.millrace.yarn.staging.ApplicationFolder;
import io.millrace.yarn.staging.ClassPathLibraries;
import io.millrace.yarn.staging.EngineLibraries;
import io.millrace.yarn.staging.StagingArea;
import io.millrace.yarn.staging.Tidying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of an application: checks, stages, submits, waits. If it fails, neither an application nor its files are left,
 * unless the exception says that nobody knows. Used once, by one thread.
 */
final class Start {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    private final Configuration settings;
    private final Optional<ProgramSpec> program;
    private final Platform.Progress progress;

    Start(Configuration settings, Optional<ProgramSpec> program, Platform.Progress progress) {
        this.settings = settings;
        this.program = program;
        this.progress = progress;
    }

    YarnApplication run() throws DeploymentException {
        try {
            Checks.memory(settings);
            Checks.tags(settings.get(YarnOptions.APPLICATION_TAGS));
        } catch (IllegalConfigurationException e) {
            throw new DeploymentException(Kind.USAGE, String.valueOf(e.getMessage()), e);
        }
        // Takes about as long as finding the ResourceManager, so both go on at once.
        CompletableFuture<EngineLibraries> libraries = CompletableFuture.supplyAsync(ClassPathLibraries::find);
        Cluster cluster = Cluster.open(settings);
        try {
            return start(cluster, libraries);
        } catch (DeploymentException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private YarnApplication start(Cluster cluster, CompletableFuture<EngineLibraries> libraries)
            throws DeploymentException {
        YarnClientApplication created = cluster.resourceManager().createApplication();
        Checks.containers(settings, created.getNewApplicationResponse().getMaximumResourceCapability());
        checkQueue(cluster.resourceManager());
        ApplicationId id = created.getApplicationSubmissionContext().getApplicationId();
        StagingArea area = cluster.staging();
        ApplicationFolder folder = area.applicationFolder(id.toString());
        boolean started = false;
        try {
            stage(cluster, created, area, libraries);
            submit(cluster, created, folder);
            tidy(cluster, area, id);
            started = true;
            return new YarnApplication(cluster, id, folder);
        } catch (DeploymentException e) {
            // Somebody may still need the files of an application that nobody knows of.
            started = e.kind() == Kind.STATE_UNKNOWN;
            throw e;
        } finally {
            if (!started) {
                remove(folder);
            }
        }
    }

    private void checkQueue(ResourceManager resourceManager) throws DeploymentException {
        Optional<String> queue = settings.getOptional(YarnOptions.APPLICATION_QUEUE);
        if (queue.isPresent()) {
            var found = resourceManager.queue(queue.get());
            Checks.queue(queue.get(), found, found.isPresent() ? java.util.List.of() : resourceManager.queueNames());
        }
    }

    private void stage(
            Cluster cluster,
            YarnClientApplication created,
            StagingArea area,
            CompletableFuture<EngineLibraries> libraries)
            throws DeploymentException {
        var context = created.getApplicationSubmissionContext();
        try {
            ApplicationFolder folder =
                    area.makeApplicationFolder(context.getApplicationId().toString());
            new Submission(cluster, settings, program).prepare(context, area, folder, libraries.join());
        } catch (IOException | UncheckedIOException | CompletionException e) {
            throw Submission.notStaged(e);
        }
    }

    private void submit(Cluster cluster, YarnClientApplication created, ApplicationFolder folder)
            throws DeploymentException {
        var context = created.getApplicationSubmissionContext();
        ApplicationId id = context.getApplicationId();
        Admission admission = new Admission(cluster.resourceManager(), id, folder);
        cluster.resourceManager().submit(context);
        progress.submitted(id.toString());
        try {
            admission.await(settings.getOptional(YarnOptions.SUBMIT_TIMEOUT), progress);
        } catch (InterruptedException e) {
            killAfterInterrupt(admission, id);
        }
    }

    private static void killAfterInterrupt(Admission admission, ApplicationId id) throws DeploymentException {
        try {
            admission.killAndVerify("its client was interrupted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException(
                    Kind.STATE_UNKNOWN, id + " was told to end, but nobody waited to see it end.", e);
        }
        Thread.currentThread().interrupt();
        throw new DeploymentException(
                Kind.REFUSED,
                "The start of " + id + " was interrupted. It was killed, and nothing of it is left.",
                null);
    }

    /** On a thread of its own: the application does not wait for it. */
    private static void tidy(Cluster cluster, StagingArea area, ApplicationId spared) {
        Thread thread = new Thread(
                () -> {
                    try {
                        new Tidying(area, id -> endedAtMs(cluster.resourceManager(), id))
                                .tidy(spared.toString(), System.currentTimeMillis());
                    } catch (IOException | RuntimeException e) {
                        LOG.debug("old files in {} stay for the next time", area.folder(), e);
                    }
                },
                "millrace-tidy");
        thread.setDaemon(true);
        thread.start();
    }

    private static OptionalLong endedAtMs(ResourceManager resourceManager, String id) {
        try {
            ApplicationReport report = resourceManager.report(ApplicationId.fromString(id));
            return Reports.hasEnded(report) ? OptionalLong.of(report.getFinishTime()) : OptionalLong.empty();
        } catch (DeploymentException e) {
            return e.kind() == Kind.USAGE ? OptionalLong.of(0) : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private static void remove(ApplicationFolder folder) {
        try {
            folder.remove();
        } catch (IOException e) {
            LOG.warn("{} is left, and the next submission removes it: {}", folder.path(), e.getMessage());
        }
    }
}
