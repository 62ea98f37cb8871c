package io.millrace.client.fake;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.CheckpointOverview;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.PipelineExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An application that goes as its script says; the jobs of a session run in this JVM. */
final class FakeDeployed implements Deployed {
    private final String id;
    private final Script script;

    FakeDeployed(String id, Script script) {
        this.id = id;
        this.script = script;
    }

    @Override
    public String applicationId() {
        return id;
    }

    @Override
    public ApplicationStatus status() {
        return script.applications.stream()
                .filter(one -> one.applicationId().equals(id))
                .findFirst()
                .orElse(new ApplicationStatus(
                        id, "nightly", "session", "RUNNING", "default", "ann", "http://node:1", ""));
    }

    @Override
    public PipelineExecutor executor() {
        return (graph, configuration, loader, results) -> {
            script.call("job " + graph.name() + " of " + configuration.get(PipelineOptions.JARS));
            Configuration local = new Configuration().set(DeploymentOptions.TARGET, "local");
            return ExecutionContext.lookUp(local).execute(graph, local, loader, results);
        };
    }

    @Override
    public List<JobStanding> jobs() {
        return script.looks.isEmpty() ? List.of() : script.looks.peek();
    }

    @Override
    public void cancel(JobID job) {
        script.call("cancel " + job);
    }

    @Override
    public CheckpointStanding takeCheckpoint(JobID job, String request, Duration wait) {
        script.call("checkpoint " + job + " " + request);
        CheckpointStanding next = script.checkpoints.poll();
        return next == null ? CheckpointStanding.failed(0, "the script names no outcome") : next;
    }

    @Override
    public CheckpointOverview checkpoints(JobID job) {
        script.call("checkpoints " + job);
        return script.overview;
    }

    @Override
    public Optional<ApplicationOutcome> awaitEnd(Duration timeout) throws DeploymentException, InterruptedException {
        if (script.lost.isPresent()) {
            throw script.lost.get();
        }
        script.atLook.run();
        if (script.stopped.getCount() == 0) {
            return Optional.of(Script.ended(ApplicationOutcome.End.KILLED, ApplicationOutcome.Kind.NONE, "stopped"));
        }
        if (script.looks.size() > 1) {
            script.looks.poll();
            return Optional.empty();
        }
        if (script.outcome.isEmpty()) {
            boolean unused = script.stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        return script.outcome;
    }

    @Override
    public void stop() {
        script.call("stop");
        script.stopped.countDown();
    }

    @Override
    public void kill() {
        script.call("kill");
        script.stopped.countDown();
    }

    @Override
    public void close() {
        script.call("close");
    }
}
