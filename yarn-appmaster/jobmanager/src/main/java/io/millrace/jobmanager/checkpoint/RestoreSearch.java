package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.CheckpointStore.Unreadable;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.StateRecoveryOptions;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a job begins with or goes on from, and says whether it may.
 *
 * <ol>
 *   <li>The newest complete checkpoint of its own that is whole.
 *   <li>As long as it has none: the one that its user named, if there is one; else it begins with nothing.
 *   <li>It never falls back behind a checkpoint that was complete if an operator has committed what came until then, and
 *       never to nothing.
 *   <li>What cannot be read just now is not damaged: while the file system fails it asks again.
 * </ol>
 */
final class RestoreSearch {
    /** What became of a search. */
    sealed interface Verdict {}

    /** @param from empty: with nothing */
    record Go(Optional<Manifest> from) implements Verdict {}

    /** The job cannot go on. */
    record Refuse(Failure why) implements Verdict {}

    private enum Awaited {
        NOTHING,
        OWN,
        NAMED
    }

    private static final TimerName AGAIN = new TimerName("checkpoint-search");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Ten minutes: as long as a NameNode may take to start anew. */
    private static final int TRIES_MAX = 300;

    /** It is time to ask again. */
    private record Again() implements Message {}

    private static final Logger LOG = LoggerFactory.getLogger(RestoreSearch.class);

    // What it was told.
    private final JobID job;
    private final JobGraph graph;
    private final Optional<StartPoint> start;
    private final CheckpointStore store;

    // What it knows.
    private Awaited awaited = Awaited.NOTHING;
    private boolean thorough;
    private int tries;

    RestoreSearch(JobID job, JobGraph graph, Optional<StartPoint> start, CheckpointStore store) {
        this.job = job;
        this.graph = graph;
        this.start = start;
        this.store = store;
    }

    /**
     * Before anything of the job is deployed.
     *
     * @return false if the job begins with nothing, so that there is nothing to wait for
     */
    boolean beforeTheFirstRun() {
        start.ifPresent(this::read);
        return start.isPresent();
    }

    /** @param suspicious whether what was found last could not be restored */
    void beforeAnotherRun(boolean suspicious) {
        awaited = Awaited.OWN;
        thorough = suspicious;
        tries = 1;
        store.find(job, suspicious);
    }

    /** Whether {@link #on} wants this message. */
    static boolean concerns(Message message) {
        return message instanceof Found || message instanceof Unreadable || message instanceof Again;
    }

    /** Empty if something else must be awaited. */
    Optional<Verdict> on(Message message, Turn turn) {
        if (message instanceof Found found) {
            turn.disarm(AGAIN);
            return judge(found);
        }
        if (awaited != Awaited.OWN) {
            return Optional.empty();
        }
        if (message instanceof Unreadable unreadable) {
            return unreadable(unreadable.reason(), turn);
        }
        tries++;
        store.find(job, thorough);
        return Optional.empty();
    }

    /** An older checkpoint in its place would undo what sinks have committed. */
    private Optional<Verdict> unreadable(String reason, Turn turn) {
        if (tries < TRIES_MAX) {
            LOG.warn("job {}: its checkpoints cannot be read, tries={}: {}", job, tries, reason);
            turn.arm(AGAIN, PAUSE, new Again());
            return Optional.empty();
        }
        awaited = Awaited.NOTHING;
        return Optional.of(refuse(
                Failure.Owner.PLATFORM,
                "the job's checkpoints could not be read, " + tries + " times in a row: " + reason
                        + "; they are kept: see to the file system, then submit the job anew with "
                        + StateRecoveryOptions.SAVEPOINT_PATH.key()));
    }

    /** Nobody waits any more. */
    void end(Turn turn) {
        awaited = Awaited.NOTHING;
        turn.disarm(AGAIN);
    }

    private void read(StartPoint point) {
        awaited = Awaited.NAMED;
        store.read(job, point.place(), thorough);
    }

    /** Empty if something else must be awaited. */
    Optional<Verdict> judge(Found found) {
        Awaited answered = awaited;
        awaited = Awaited.NOTHING;
        if (answered == Awaited.NAMED) {
            return Optional.of(named(found, start.orElseThrow()));
        }
        if (answered == Awaited.NOTHING) {
            return Optional.empty();
        }
        if (found.manifest().isEmpty() && found.passedOver().isEmpty() && start.isPresent()) {
            read(start.get());
            return Optional.empty();
        }
        return Optional.of(own(found));
    }

    private Verdict own(Found found) {
        List<String> damaged = found.passedOver();
        if (found.manifest().isEmpty()) {
            return damaged.isEmpty()
                    ? new Go(Optional.empty())
                    : refuse(
                            Failure.Owner.PLATFORM,
                            "no complete checkpoint can be restored, and the job does not begin with nothing: "
                                    + String.join("; ", damaged));
        }
        Manifest manifest = found.manifest().get();
        List<String> committing = manifest.operators()
                .filter(OperatorState::commits)
                .map(operator -> "'" + operator.name() + "'")
                .toList();
        if (!damaged.isEmpty() && !committing.isEmpty()) {
            return refuse(
                    Failure.Owner.PLATFORM,
                    String.join("; ", damaged) + "; the job does not go back to checkpoint " + manifest.checkpoint()
                            + ", since what came after that has been committed by " + String.join(", ", committing)
                            + " and would be written twice. Bring the files back, or submit the job anew with "
                            + StateRecoveryOptions.SAVEPOINT_PATH.key() + " naming chk-" + manifest.checkpoint()
                            + " after removing that output");
        }
        damaged.forEach(one -> LOG.error("job {}: {}, an older one is restored", job, one));
        return fitting(manifest, "");
    }

    private Verdict named(Found found, StartPoint point) {
        String setting = StateRecoveryOptions.SAVEPOINT_PATH.key() + "='" + point.place() + "': ";
        if (found.manifest().isEmpty()) {
            return refuse(
                    Failure.Owner.USER,
                    setting + "expected the directory of a complete checkpoint, found: "
                            + String.join("; ", found.passedOver()));
        }
        Manifest manifest = found.manifest().get();
        Optional<String> unclaimed = Manifests.unclaimed(manifest, graph);
        if (unclaimed.isPresent() && !point.dropsUnclaimed()) {
            return refuse(
                    Failure.Owner.USER,
                    setting + unclaimed.get() + ". Give operators the uid that they had, or let the state go with "
                            + StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE.key()
                            + "=true (--allowNonRestoredState)");
        }
        unclaimed.ifPresent(lost -> LOG.warn("job {}: {}{}; it is lost, as was allowed", job, setting, lost));
        LOG.info("job {} begins with checkpoint {} of job {}", job, manifest.checkpoint(), manifest.job());
        return fitting(manifest, setting);
    }

    private Verdict fitting(Manifest manifest, String setting) {
        Optional<String> unfit = Manifests.unfit(manifest, graph);
        return unfit.isPresent() ? refuse(Failure.Owner.USER, setting + unfit.get()) : new Go(Optional.of(manifest));
    }

    private static Refuse refuse(Failure.Owner owner, String message) {
        return new Refuse(new Failure(owner, Optional.empty(), -1, message, "", Optional.empty()));
    }
}
