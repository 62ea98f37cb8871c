package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.CheckpointStore.Committed;
import io.millrace.control.checkpoint.CheckpointStore.Opened;
import io.millrace.control.checkpoint.CheckpointStore.Prepared;
import io.millrace.control.checkpoint.CheckpointStore.Refused;
import io.millrace.control.checkpoint.CheckpointStore.Superseded;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.succession.Generation;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.CheckpointCompleted;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.AwaitsCheckpoint;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the checkpoints of one job, as a part of the turns of the job's actor.
 *
 * <ol>
 *   <li>The store makes the place for the files.
 *   <li>The coordinators are asked for their states; with the answer, in the same turn, the checkpoint is triggered at all
 *       TaskManagers that run tasks. What coordinators say later is said after the checkpoint.
 *   <li>When all TaskManagers have taken their part, the manifest is committed: that is when the checkpoint is complete.
 *   <li>Only then tasks and coordinators hear of it, and older checkpoints are deleted.
 * </ol>
 *
 * A checkpoint of which any step fails or takes too long is given up; its number is never used again.
 */
public final class CheckpointCoordinator {
    private static final TimerName NEXT = new TimerName("checkpoint");
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointCoordinator.class);

    private record Due() implements Message {}

    /** A manifest on its way to the store, and what it was made of. */
    private record Uncommitted(Manifest manifest, PendingCheckpoint parts) {}

    // What it was told.
    private final JobID job;
    private final Epoch epoch;
    private final Generation generation;
    private final JobGraph graph;
    private final CheckpointSettings settings;
    private final CheckpointStore store;
    private final CoordinatorHost coordinators;
    private final CheckpointedJob tasks;
    private final RestoreSearch search;
    private final AbortNews aborts;

    // What it knows.
    private boolean opened;
    private long next = 1;
    private final TreeMap<Long, PendingCheckpoint> pending = new TreeMap<>();
    private final TreeMap<Long, Uncommitted> uncommitted = new TreeMap<>();
    private final TreeMap<Long, Manifest> completed = new TreeMap<>();
    private final Set<AttemptId> awaiting = new TreeSet<>();
    private final CheckpointRequests requests = new CheckpointRequests();
    private boolean lastOneWanted;
    private final FailuresInARow failures;
    private Optional<Instant> runningSince = Optional.empty();
    private Optional<Instant> lastBegan = Optional.empty();
    private Optional<Instant> lastEnded = Optional.empty();
    private long completedInThisRun;
    private @Nullable Manifest restored;
    private final CheckpointHistory history;

    /** @param remembered so many checkpoints are remembered one by one when they have ended */
    public CheckpointCoordinator(
            JobID job,
            Epoch epoch,
            Generation generation,
            JobGraph graph,
            CheckpointSettings settings,
            int remembered,
            Optional<StartPoint> start,
            CheckpointStore store,
            CoordinatorHost coordinators,
            CheckpointedJob tasks) {
        this.job = job;
        this.epoch = epoch;
        this.generation = generation;
        this.graph = graph;
        this.settings = settings;
        this.store = store;
        this.coordinators = coordinators;
        this.tasks = tasks;
        this.failures = new FailuresInARow(settings);
        this.history = new CheckpointHistory(job, graph, remembered);
        this.search = new RestoreSearch(job, graph, start, store);
        this.aborts = new AbortNews(epoch, job);
    }

    public void start() {
        store.open(job, settings.directory(), epoch);
    }

    /** How the checkpoints go. */
    public CheckpointFigures.Taken figures(Turn turn) {
        return new CheckpointFigures.Taken(settings, history.statistics(pending.values(), turn.steady()));
    }

    /** For those who check invariants between turns: the complete ones that are kept, oldest first. */
    public List<Manifest> completed() {
        return List.copyOf(completed.values());
    }

    /** @return false if the message is not for it */
    public boolean on(Message message, Turn turn) {
        if (message instanceof Due) {
            consider(turn);
        } else if (message instanceof CheckpointTimeouts.TimedOut) {
            timedOut(turn);
        } else if (message instanceof CheckpointTaken taken) {
            taken(taken, turn);
        } else if (message instanceof CheckpointDeclined declined) {
            declined(declined, turn);
        } else if (message instanceof AwaitsCheckpoint awaits) {
            awaits(awaits.attempt(), turn);
        } else if (RestoreSearch.concerns(message)) {
            search.on(message, turn).ifPresent(verdict -> judged(verdict, turn));
        } else if (message instanceof CheckpointStore.Fact fact) {
            stored(fact, turn);
        } else {
            return false;
        }
        return true;
    }

    private void stored(CheckpointStore.Fact fact, Turn turn) {
        if (fact instanceof Opened here) {
            opened = true;
            next = Math.max(next, generation.checkpointAfter(here.newest()));
            LOG.info("job {}: checkpoints go to {}", job, here.directory());
            consider(turn);
        } else if (fact instanceof Prepared prepared) {
            prepared(prepared);
        } else if (fact instanceof Committed committed) {
            committed(committed.checkpoint(), turn);
        } else if (fact instanceof Refused refused) {
            refused(refused, turn);
        } else if (fact instanceof Superseded superseded) {
            tasks.giveUp(failure(Failure.Owner.PLATFORM, superseded.reason()), turn);
        }
    }

    private void refused(Refused refused, Turn turn) {
        if (refused.checkpoint() == 0) {
            tasks.giveUp(
                    failure(
                            Failure.Owner.PLATFORM,
                            "checkpoints cannot be kept: " + refused.reason()
                                    + "; check execution.checkpointing.dir and who may write there"),
                    turn);
        } else {
            uncommitted.remove(refused.checkpoint());
            giveUp(refused.checkpoint(), refused.reason(), true, turn);
        }
    }

    // A checkpoint begins.

    /** Begins one if one may begin, or plans to. */
    public void consider(Turn turn) {
        boolean tasksRun = tasks.tasksRun();
        if (tasksRun && runningSince.isEmpty()) {
            runningSince = Optional.of(turn.steady());
        }
        CheckpointDecider.Facts facts = new CheckpointDecider.Facts(
                opened && tasksRun,
                runningSince.orElse(turn.steady()),
                pending.size(),
                lastOneWanted || requests.areWaiting(),
                lastBegan,
                lastEnded);
        Optional<Duration> wait = CheckpointDecider.decide(settings, facts, turn.steady());
        if (wait.isEmpty()) {
            turn.disarm(NEXT);
        } else if (wait.get().isZero()) {
            begin(turn);
            consider(turn);
        } else {
            turn.arm(NEXT, wait.get(), new Due());
        }
    }

    private void begin(Turn turn) {
        PendingCheckpoint begun = new PendingCheckpoint(
                next++, turn.now().toEpochMilli(), turn.steady(), settings.timeout(), requests.areWaiting());
        pending.put(begun.id, begun);
        lastBegan = Optional.of(turn.steady());
        lastOneWanted = false;
        requests.begin(begun.id);
        CheckpointTimeouts.arm(pending.values(), turn);
        store.prepare(job, begun.id);
    }

    /** A client asks for a checkpoint; it is told the outcome, or at once why there will be none. */
    public void want(String request, Turn turn) {
        Optional<String> objection = tasks.objection();
        if (objection.isPresent()) {
            tasks.tell(List.of(request), CheckpointStanding.failed(0, objection.get()), turn);
        } else {
            requests.add(request);
            consider(turn);
        }
    }

    private void prepared(Prepared fact) {
        PendingCheckpoint one = pending.get(fact.checkpoint());
        if (one != null && one.is(PendingCheckpoint.Phase.PREPARING)) {
            one.prepared(fact.directory());
            coordinators.call(job, new CoordinatorCall.Snapshot(one.id));
        }
    }

    /** The states of the coordinators have come: from here on what they say is of after the checkpoint. */
    public void coordinatorsSnapshotted(CoordinatorHost.Snapshotted fact, Turn turn) {
        PendingCheckpoint one = pending.get(fact.checkpoint());
        if (one == null || !one.is(PendingCheckpoint.Phase.ASKING_COORDINATORS)) {
            return;
        }
        if (!tasks.tasksRun()) {
            giveUp(one.id, "tasks stopped to run before it was triggered", false, turn);
            return;
        }
        one.collect(fact.states(), tasks.participants(), tasks.finished());
        one.asked().forEach(participant -> trigger(one, participant, turn));
        tasks.triggered(one.id);
    }

    private void trigger(PendingCheckpoint one, Participant participant, Turn turn) {
        turn.send(
                participant.address(),
                new TriggerCheckpoint(epoch, job, one.id, one.timestamp, one.directory(), participant.attempts()));
    }

    // Its parts come.

    private void taken(CheckpointTaken part, Turn turn) {
        PendingCheckpoint one = pending.get(part.checkpoint());
        if (one == null || !one.take(part.from(), part.tasks(), turn.steady())) {
            return;
        }
        if (!uncommitted
                .tailMap(one.id)
                .isEmpty()) { // complete ones come in order: to hear of one is to hear of all before
            giveUp(one.id, "checkpoint " + uncommitted.lastKey() + " is being committed before it", false, turn);
            return;
        }
        try {
            Manifest before =
                    completed.isEmpty() ? restored : completed.lastEntry().getValue();
            Manifest manifest = Manifests.of(job, epoch, graph, one, before, turn.steady());
            one.moveTo(PendingCheckpoint.Phase.COMMITTING);
            uncommitted.put(one.id, new Uncommitted(manifest, one));
            store.commit(manifest);
        } catch (Manifests.NoEndException e) {
            giveUp(one.id, String.valueOf(e.getMessage()), false, turn);
        }
    }

    /** One that was overtaken by a later one is no failure that the job would have to bear. */
    private void declined(CheckpointDeclined word, Turn turn) {
        giveUp(word.checkpoint(), word.from() + " declined: " + word.reason(), !word.overtaken(), turn);
    }

    private void committed(long id, Turn turn) {
        Uncommitted known = uncommitted.remove(id);
        if (known == null) {
            return;
        }
        Manifest manifest = known.manifest();
        completed.put(id, manifest);
        history.completed(known.parts(), manifest);
        while (completed.size() > settings.retained()) {
            completed.pollFirstEntry();
        }
        store.retain(job, List.copyOf(completed.keySet()));
        failures.completed();
        tasks.progressed();
        tasks.tell(
                requests.takeUpTo(id),
                CheckpointStanding.completed(
                        id,
                        manifest.durationMs(),
                        manifest.size(),
                        known.parts().directory()),
                turn);
        PendingCheckpoint one = pending.remove(id);
        if (one == null) {
            return; // The run that it was taken of is over; it can be restored.
        }
        completedInThisRun = Math.max(completedInThisRun, id);
        aborts.completed(id);
        one.asked().forEach(asked -> sayCompleted(asked.taskManager(), id, turn));
        coordinators.call(job, new CoordinatorCall.CheckpointCompleted(id));
        List.copyOf(pending.headMap(id).keySet())
                .forEach(older -> giveUp(older, "checkpoint " + id + " was complete before it", false, turn));
        ended(turn);
    }

    private void sayCompleted(TaskManagerId to, long id, Turn turn) {
        turn.send(to.address(), new CheckpointCompleted(epoch, job, id));
    }

    /** An attempt has nothing more to do but to see a checkpoint complete; when all wait for that, one is due. */
    private void awaits(AttemptId attempt, Turn turn) {
        awaiting.add(attempt);
        boolean all = awaiting.size() >= tasks.running() // else it need not be looked up
                && tasks.participants().stream()
                        .flatMap(participant -> participant.attempts().stream())
                        .map(Progress::attempt)
                        .allMatch(awaiting::contains);
        if (all) {
            lastOneWanted = true;
            consider(turn);
        }
    }

    // It is given up.

    private void timedOut(Turn turn) {
        for (long id : CheckpointTimeouts.late(pending.values(), turn)) {
            PendingCheckpoint one = pending.get(id);
            if (one != null) {
                giveUp(
                        id,
                        "not complete within " + settings.timeout().toMillis() + " ms: " + history.missing(one),
                        true,
                        turn);
            }
        }
        CheckpointTimeouts.arm(pending.values(), turn);
    }

    /** @param counts whether the job fails if this happens too often in a row */
    private void giveUp(long id, String reason, boolean counts, Turn turn) {
        tasks.tell(requests.take(id), CheckpointStanding.failed(id, reason), turn);
        PendingCheckpoint one = pending.remove(id);
        if (one == null) {
            return;
        }
        history.failed(one, reason, turn.steady());
        aborts.say(one, turn);
        tasks.givenUp(id);
        if (counts) {
            failures.failed(id, reason).ifPresent(cause -> tasks.checkpointsFail(cause, turn));
        }
        ended(turn);
    }

    private void ended(Turn turn) {
        lastEnded = Optional.of(turn.steady());
        CheckpointTimeouts.arm(pending.values(), turn);
        consider(turn);
    }

    private static Failure failure(Failure.Owner owner, String message) {
        return new Failure(owner, Optional.empty(), -1, message, "", Optional.empty());
    }

    // What may be lost is said again.

    /** Once in a heartbeat interval. */
    public void repeat(Turn turn) {
        aborts.repeat(turn);
        for (PendingCheckpoint one : pending.values()) {
            if (one.is(PendingCheckpoint.Phase.COLLECTING) && !one.wasFresh()) {
                one.owing().forEach(participant -> trigger(one, participant, turn));
            }
        }
    }

    /** A heartbeat shows which checkpoint a TaskManager knows to be complete. */
    public void seen(TaskManagerId taskManager, long itsCompleted, Turn turn) {
        if (itsCompleted < completedInThisRun) {
            sayCompleted(taskManager, completedInThisRun, turn);
        }
    }

    // The job stops, and goes on.

    /** The tasks are being stopped: what is under way of their checkpoints is of no use, but for what is being committed. */
    public void stop(Turn turn) {
        for (PendingCheckpoint one : new ArrayList<>(pending.values())) {
            if (one.is(PendingCheckpoint.Phase.COMMITTING)) {
                pending.remove(one.id);
            } else {
                giveUp(one.id, "its tasks were stopped", false, turn);
            }
        }
        awaiting.clear();
        aborts.clear();
        lastOneWanted = false;
        tasks.tell(
                requests.takeWaiting(),
                CheckpointStanding.failed(0, tasks.objection().orElse("the tasks of the job were stopped")),
                turn);
        turn.disarm(NEXT);
        CheckpointTimeouts.disarm(turn);
    }

    /** Before the first run: false if the job begins with nothing; else the job hears what it begins with. */
    public boolean findStart() {
        return search.beforeTheFirstRun();
    }

    /** All tasks are stopped: looks for what they can go on from. */
    public void findRestorePoint() {
        search.beforeAnotherRun(restored != null && runningSince.isEmpty());
    }

    private void judged(RestoreSearch.Verdict verdict, Turn turn) {
        if (verdict instanceof RestoreSearch.Refuse refuse) {
            tasks.giveUp(refuse.why(), turn);
        } else if (verdict instanceof RestoreSearch.Go go) {
            goOn(go.from(), turn);
        }
    }

    private void goOn(Optional<Manifest> from, Turn turn) {
        restored = from.orElse(null);
        if (restored != null) {
            completed.tailMap(restored.checkpoint(), false).clear();
            if (restored.job().equals(job)) {
                completed.putIfAbsent(restored.checkpoint(), restored);
            }
            if (restored.checkpoint() >= next) {
                next = generation.checkpointAfter(restored.checkpoint());
            }
            history.restored(restored.checkpoint(), turn.now());
        }
        runningSince = Optional.empty();
        lastBegan = Optional.empty();
        lastEnded = Optional.empty();
        completedInThisRun = 0;
        tasks.foundRestorePoint(from, turn);
    }

    /**
     * The tasks, which an earlier leader deployed, run on. What that one had begun and not completed is over; what it had completed
     * they may not have heard.
     *
     * @param begun the highest checkpoint that any of them has begun
     */
    public void adopted(long begun, Turn turn) {
        completedInThisRun = completed.isEmpty() ? 0 : completed.lastKey();
        aborts.inherit(completedInThisRun, begun, tasks.participants(), turn);
        if (completedInThisRun > 0) {
            coordinators.call(job, new CoordinatorCall.CheckpointCompleted(completedInThisRun));
        }
        consider(turn);
    }

    /** What these attempts, of one TaskManager, begin with. */
    public Optional<Restore> restore(List<AttemptId> attempts) {
        return Optional.ofNullable(restored).map(manifest -> Manifests.restore(manifest, graph, attempts));
    }

    /** The job has ended. */
    public void end(JobStatus status, Turn turn) {
        pending.clear();
        search.end(turn);
        turn.disarm(NEXT);
        CheckpointTimeouts.disarm(turn);
        store.close(job, settings.keepsAfter(status));
    }
}
