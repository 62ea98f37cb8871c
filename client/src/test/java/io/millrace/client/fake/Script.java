package io.millrace.client.fake;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationStatus;
import io.millrace.dataflow.deploy.CheckpointOverview;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.FailureReportTexts;
import io.millrace.dataflow.deploy.JobStanding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the fake platform does in one test, and what was asked of it. */
public final class Script {
    public static final String APPLICATION = "application_1700000000000_0042";

    /** In the order of their coming. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** Thrown by every start. */
    public Optional<DeploymentException> refusal = Optional.empty();

    /** Thrown by every wait for the end. */
    public Optional<DeploymentException> lost = Optional.empty();

    /** Starting says the id and does not return until somebody stops the application. */
    public boolean blocksWhileStarting;

    /** What the jobs are at each look, before the end; the last stays. */
    public final Deque<List<JobStanding>> looks = new ArrayDeque<>();

    /** How a checkpoint that is asked for stands, at each look. */
    public final Deque<CheckpointStanding> checkpoints = new ArrayDeque<>();

    /** How the checkpoints of each job go. */
    public CheckpointOverview overview = new CheckpointOverview(0, 0, 0, 0, List.of());

    /** Done at each look. */
    public Runnable atLook = () -> {};

    /** How it ends after the looks; if empty, it runs until it is stopped. */
    public Optional<ApplicationOutcome> outcome = Optional.empty();

    public List<ApplicationStatus> applications = List.of();

    public FailureReportTexts failures = new FailureReportTexts(List.of("hdfs://nowhere"), List.of());

    final CountDownLatch stopped = new CountDownLatch(1);

    void call(String call) {
        calls.add(call);
        String file = System.getProperty("fake.calls");
        if (file != null) {
            try {
                Files.writeString(Path.of(file), call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static ApplicationOutcome ended(ApplicationOutcome.End end, ApplicationOutcome.Kind kind, String message) {
        return new ApplicationOutcome(end, kind, message, List.of());
    }

    public static ApplicationOutcome succeeded(JobStanding... jobs) {
        return new ApplicationOutcome(
                ApplicationOutcome.End.SUCCEEDED, ApplicationOutcome.Kind.NONE, "", List.of(jobs));
    }
}
