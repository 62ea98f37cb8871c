package io.millrace.jobmanager.checkpoint;

import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.jobmanager.checkpoint.CheckpointDetails.SubtaskDetails;
import io.millrace.jobmanager.checkpoint.CheckpointDetails.VertexDetails;
import io.millrace.jobmanager.checkpoint.PendingCheckpoint.Part;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what became of a job's checkpoints, and puts it into the log: a line for each. */
final class CheckpointHistory {
    /** So many tasks are named of those that a checkpoint waited for in vain. */
    private static final int NAMED_MAX = 5;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointHistory.class);

    // What it was told.
    private final JobID job;
    private final JobGraph graph;
    private final int length;

    // What it knows.
    private final Deque<CheckpointDetails> ended = new ArrayDeque<>();
    private final Window durations = new Window();
    private final Window bytes = new Window();
    private final Window alignments = new Window();
    private long completed;
    private long failed;
    private long restored;
    private @Nullable CheckpointDetails latestCompleted;
    private @Nullable CheckpointDetails latestFailed;
    private CheckpointStatistics.@Nullable Restored latestRestored;

    /** @param length so many of those that have ended are remembered one by one */
    CheckpointHistory(JobID job, JobGraph graph, int length) {
        this.job = job;
        this.graph = graph;
        this.length = length;
    }

    void completed(PendingCheckpoint one, Manifest manifest) {
        CheckpointDetails details = details(
                one,
                CheckpointStatus.COMPLETED,
                manifest.durationMs(),
                manifest.size(),
                manifest.files().size(),
                one.directory(),
                null);
        completed++;
        durations.add(details.durationMs());
        bytes.add(details.bytes());
        alignments.add(details.alignmentMs());
        latestCompleted = details;
        remember(details);
        LOG.info(
                "job {}: checkpoint {} is complete: durationMs={}, bytes={}, files={}, subtasks={}, alignmentMs={}",
                job,
                one.id,
                details.durationMs(),
                details.bytes(),
                details.files(),
                details.subtasks(),
                details.alignmentMs());
    }

    void failed(PendingCheckpoint one, String reason, Instant now) {
        LOG.warn("job {}: checkpoint {} is given up: {}", job, one.id, reason);
        CheckpointDetails details = soFar(one, CheckpointStatus.FAILED, reason, now);
        failed++;
        latestFailed = details;
        remember(details);
    }

    void restored(long checkpoint, Instant now) {
        restored++;
        latestRestored = new CheckpointStatistics.Restored(checkpoint, now.toEpochMilli());
    }

    private void remember(CheckpointDetails details) {
        ended.addFirst(details);
        while (ended.size() > length) {
            ended.removeLast();
        }
    }

    CheckpointStatistics statistics(Collection<PendingCheckpoint> underWay, Instant now) {
        List<CheckpointDetails> history = new ArrayList<>();
        underWay.forEach(one -> history.add(0, soFar(one, CheckpointStatus.IN_PROGRESS, null, now)));
        history.addAll(ended);
        return new CheckpointStatistics(
                new CheckpointStatistics.Counts(
                        restored, completed + failed + underWay.size(), underWay.size(), completed, failed),
                new CheckpointStatistics.Summary(durations.quantiles(), bytes.quantiles(), alignments.quantiles()),
                new CheckpointStatistics.Latest(latestCompleted, latestFailed, latestRestored),
                history);
    }

    private CheckpointDetails soFar(
            PendingCheckpoint one, CheckpointStatus status, @Nullable String failure, Instant now) {
        List<StateHandle> handles =
                one.taken().stream().flatMap(part -> part.state().stream()).toList();
        return details(
                one,
                status,
                Duration.between(one.begun, now).toMillis(),
                handles.stream().mapToLong(StateHandle::length).sum(),
                (int) handles.stream().map(StateHandle::path).distinct().count(),
                null,
                failure);
    }

    private CheckpointDetails details(
            PendingCheckpoint one,
            CheckpointStatus status,
            long durationMs,
            long size,
            int files,
            @Nullable String path,
            @Nullable String failure) {
        Collection<Part> parts = one.parts();
        return new CheckpointDetails(
                one.id,
                status,
                one.isAsked(),
                one.timestamp,
                parts.stream()
                        .mapToLong(part -> one.onTheWallMs(part.at()))
                        .max()
                        .orElse(0),
                durationMs,
                size,
                files,
                parts.stream()
                        .mapToLong(part -> part.snapshot().timing().alignmentMs())
                        .max()
                        .orElse(0),
                one.subtasks(),
                parts.size() + one.finished().size(),
                path,
                failure,
                vertices(one, parts));
    }

    private List<VertexDetails> vertices(PendingCheckpoint one, Collection<Part> parts) {
        Map<Integer, List<SubtaskDetails>> byVertex = new TreeMap<>();
        for (Part part : parts) {
            byVertex.computeIfAbsent(part.snapshot().attempt().vertex(), any -> new ArrayList<>())
                    .add(subtask(one, part));
        }
        return byVertex.entrySet().stream()
                .map(vertex -> new VertexDetails(
                        vertex.getKey(), graph.vertex(vertex.getKey()).name(), vertex.getValue()))
                .toList();
    }

    private static SubtaskDetails subtask(PendingCheckpoint one, Part part) {
        AttemptId attempt = part.snapshot().attempt();
        return new SubtaskDetails(
                attempt.subtask(),
                attempt.attempt(),
                one.onTheWallMs(part.at()),
                Duration.between(one.begun, part.at()).toMillis(),
                part.snapshot().timing().startDelayMs(),
                part.snapshot().timing().alignmentMs(),
                part.snapshot().timing().syncMs(),
                part.snapshot().timing().asyncMs(),
                part.snapshot().state().map(StateHandle::length).orElse(0L));
    }

    /** What a checkpoint still waits for, for its asker and for the log. */
    String missing(PendingCheckpoint one) {
        return switch (one.phase()) {
            case PREPARING -> "the directory for its files is not there yet";
            case ASKING_COORDINATORS -> "the coordinators of operators have not given their states";
            case COLLECTING ->
                "nothing from "
                        + one.owing().stream().limit(NAMED_MAX).map(this::named).collect(Collectors.joining(", "))
                        + (one.owing().size() > NAMED_MAX
                                ? " and " + (one.owing().size() - NAMED_MAX) + " other TaskManagers"
                                : "");
            case COMMITTING -> "its manifest is not written yet";
        };
    }

    private String named(Participant late) {
        int tasks = late.attempts().size();
        return late.taskManager() + " ("
                + late.attempts().stream()
                        .limit(NAMED_MAX)
                        .map(Progress::attempt)
                        .map(this::named)
                        .collect(Collectors.joining(", "))
                + (tasks > NAMED_MAX ? " and " + (tasks - NAMED_MAX) + " other tasks" : "") + ")";
    }

    private String named(AttemptId attempt) {
        Vertex vertex = graph.vertex(attempt.vertex());
        return "'" + vertex.name() + "' " + (attempt.subtask() + 1) + "/" + vertex.parallelism();
    }
}
