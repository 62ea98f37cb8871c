package io.millrace.yarn.deploy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.CheckpointOverview;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.deploy.LoopStanding;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.jobmanager.checkpoint.CheckpointDetails;
import io.millrace.jobmanager.checkpoint.CheckpointStatistics;
import io.millrace.rest.view.LoopView;
import io.millrace.yarn.launch.OutcomeFile;
import io.millrace.yarn.staging.ApplicationFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One application on YARN. */
final class YarnApplication implements Deployed {
    private static final Logger LOG = LoggerFactory.getLogger(YarnApplication.class);

    private final Cluster cluster;
    private final ApplicationId id;
    private final ApplicationFolder folder;
    private final RestLink rest;

    YarnApplication(Cluster cluster, ApplicationId id, ApplicationFolder folder) {
        this.cluster = cluster;
        this.id = id;
        this.folder = folder;
        this.rest = new RestLink(cluster.resourceManager(), id, folder);
    }

    @Override
    public String applicationId() {
        return id.toString();
    }

    @Override
    public ApplicationStatus status() throws DeploymentException {
        return Reports.status(cluster.resourceManager().report(id));
    }

    @Override
    public PipelineExecutor executor() {
        return new SessionExecutor(id, folder, rest);
    }

    @Override
    public List<JobStanding> jobs() throws DeploymentException {
        ApplicationReport report = cluster.resourceManager().report(id);
        if (Reports.hasEnded(report)) {
            return outcome(report).jobs();
        }
        return rest.ask(client -> client.jobs()).stream()
                .map(job -> new JobStanding(job.id(), job.name(), job.status(), job.startedAtMs()))
                .toList();
    }

    @Override
    public List<LoopStanding> loops(JobID job) throws DeploymentException {
        return rest.ask(client -> client.loops(job)).stream()
                .map(LoopView::toStanding)
                .toList();
    }

    @Override
    public void cancel(JobID job) throws DeploymentException {
        rest.ask(client -> client.cancel(job));
    }

    @Override
    public CheckpointStanding takeCheckpoint(JobID job, String request, Duration wait) throws DeploymentException {
        return rest.ask(client -> client.takeCheckpoint(job, request, wait)).toStanding();
    }

    @Override
    public CheckpointOverview checkpoints(JobID job) throws DeploymentException {
        CheckpointStatistics known = rest.ask(client -> client.checkpoints(job));
        return new CheckpointOverview(
                known.counts().completed(),
                known.counts().failed(),
                known.counts().inProgress(),
                known.counts().restored(),
                known.history().stream().map(YarnApplication::line).toList());
    }

    private static CheckpointOverview.Line line(CheckpointDetails one) {
        String text = Objects.requireNonNullElse(one.failure(), Objects.requireNonNullElse(one.path(), ""));
        return new CheckpointOverview.Line(
                one.id(),
                one.status(),
                one.asked(),
                one.triggeredAtMs(),
                one.durationMs(),
                one.bytes(),
                one.acknowledged(),
                one.subtasks(),
                text);
    }

    @Override
    public Optional<ApplicationOutcome> awaitEnd(Duration timeout) throws DeploymentException, InterruptedException {
        Watch watch = new Watch(cluster.resourceManager(), id);
        while (true) {
            ApplicationReport report = watch.report();
            if (Reports.hasEnded(report)) {
                return Optional.of(outcome(report));
            }
            Duration left = timeout.minus(watch.elapsed());
            if (left.isNegative() || left.isZero()) {
                return Optional.empty();
            }
            watch.pause(left);
        }
    }

    /** The application's own word if it left one: the report is cut, and knows no kinds. */
    private ApplicationOutcome outcome(ApplicationReport report) {
        try {
            Optional<ApplicationOutcome> written = OutcomeFile.read(folder.fileSystem(), folder.path());
            if (written.isPresent()) {
                return written.get();
            }
        } catch (IOException e) {
            LOG.warn("the outcome of {} cannot be read, YARN's report must do: {}", id, e.getMessage());
        }
        return Reports.outcome(report);
    }

    @Override
    public void stop() throws DeploymentException {
        rest.ask(client -> {
            client.stop();
            return id;
        });
    }

    @Override
    public void kill() throws DeploymentException {
        try {
            new Admission(cluster.resourceManager(), id, folder).killAndVerify("killed by its client");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException(
                    DeploymentException.Kind.STATE_UNKNOWN,
                    id + " was told to end, but nobody waited to see it end.",
                    e);
        }
        try {
            folder.clear();
        } catch (IOException e) {
            LOG.warn("{} is left, and the next submission removes it: {}", folder.path(), e.getMessage());
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
