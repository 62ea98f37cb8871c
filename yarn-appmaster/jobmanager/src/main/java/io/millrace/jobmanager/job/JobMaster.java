package io.millrace.jobmanager.job;

import io.millrace.control.Actor;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.coordinator.CoordinatorListener;
import io.millrace.jobmanager.region.PipelinedRegions;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.jobmanager.slot.SlotNews;
import io.millrace.jobmanager.slot.SlotRequest;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobEntry.JobEnding;
import io.millrace.protocol.JobEntry.RegionFinished;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One job, from its graph to its end: starts its coordinators, gets slots, deploys region after region, restarts those that must and
 * may be, lets the coordinators publish or undo. {@link JobPhase} says what is awaited, {@link JobRun} how the regions stand.
 */
public final class JobMaster implements Actor<Message>, CoordinatorListener {
    private static final TimerName REPEAT = new TimerName("repeat");
    private static final TimerName RESTART = new TimerName("restart");

    private record Repeat() implements Message {}

    private record RestartDue() implements Message {}

    /** Somebody wants the job to end. */
    public record CancelWanted() implements Message {}

    // What it was told.
    private final JobSpec spec;
    private final JobID job;
    private final JobGraph graph;
    private final PipelinedRegions regions;
    private final JobSettings settings;
    private final JobPorts ports;
    private final JobCheckpoints checkpoints;
    private final JobFailover failover;
    private final FinishedRegions finished;
    private final JobEnd end;

    // What it knows.
    private final JobLife life;
    private final Adoption adoption = new Adoption();
    private @Nullable JobRun run;
    private @Nullable RunTalk talk;
    private @Nullable CoordinatorTalk coordination;
    private Duration restartDelay = Duration.ZERO;

    /**
     * @throws io.millrace.dataflow.config.IllegalConfigurationException if a setting of its checkpoints or restarts is
     *     impossible
     */
    public JobMaster(JobSpec spec, JobSettings settings, JobPorts ports) {
        this.spec = spec;
        this.job = spec.job();
        this.graph = spec.graph();
        this.regions = PipelinedRegions.of(graph);
        this.settings = settings;
        this.ports = ports;
        this.life = new JobLife(
                job,
                spec.generation().isFirst() ? JobPhase.STARTING_COORDINATORS : JobPhase.RECONCILING,
                ports.dispatcher());
        JobParts parts = new JobParts(spec, settings, ports, regions, life, new Decided());
        this.checkpoints = parts.checkpoints;
        this.failover = parts.failover;
        this.finished = new FinishedRegions(job, ports, life);
        this.end = new JobEnd(spec, life, ports, checkpoints, List.of(REPEAT, RESTART));
    }

    /** The name of a job's actor in the JobManager's node. */
    public static String nameOf(JobID job) {
        return "job-" + job;
    }

    public JobPhase phase() {
        return life.phase();
    }

    /** For those who check invariants between turns: the complete checkpoints that are kept, oldest first. */
    public List<Manifest> checkpoints() {
        return checkpoints.completed();
    }

    @Override
    public void start(Turn turn) {
        life.begin(turn);
        ports.coordinators()
                .start(job, graph, spec.legacy().isToEnd(regions.all().size()));
        if (spec.mayBeInherited()) {
            call(new CoordinatorCall.TellStandings());
        }
        checkpoints.start();
        if (life.is(JobPhase.RECONCILING)) {
            turn.send(ports.slotPool(), new SlotRequest.Adopt(job));
        }
        turn.arm(REPEAT, settings.repeatInterval(), new Repeat());
    }

    /** A mistake of this class ends this job, not the others. */
    @Override
    public void on(Message message, Turn turn) {
        if (life.phase().isTerminal() && !JobCheckpoints.concernsTheEnd(message)) {
            return;
        }
        try {
            dispatch(message, turn);
        } catch (RuntimeException broken) {
            failover.fail(JobFailures.mistake(life.phase(), message, broken), turn);
        }
    }

    private void dispatch(Message message, Turn turn) {
        if (message instanceof CoordinatorHost.Fact fact) {
            fact.deliverTo(this, turn);
        } else if (message instanceof SlotNews.SlotsGiven given) {
            slotsGiven(given, turn);
        } else if (message instanceof SlotNews.SlotsDenied denied) {
            slotsDenied(denied, turn);
        } else if (message instanceof SlotNews.Reunited word) {
            adoption.reunited(word);
            adoptIfReady(turn);
        } else if (message instanceof CancelWanted) {
            cancelWanted(turn);
        } else if (message instanceof JobWritten fact) {
            written(fact, turn);
        } else if (message instanceof Repeat) {
            repeat(turn);
        } else if (message instanceof RestartDue) {
            restartDue(turn);
        } else if (life.is(JobPhase.RECONCILING)
                && (message instanceof TaskManagerMessage || message instanceof CheckpointWanted)) {
            adoption.keep(message);
        } else if (checkpoints.on(message, turn)) {
            return;
        } else if (run != null && talk != null && coordination != null) {
            fromTaskManager(message, run, talk, coordination, turn);
        }
    }

    private void fromTaskManager(Message message, JobRun tasks, RunTalk words, CoordinatorTalk coordinated, Turn turn) {
        if (message instanceof TaskMoved moved) {
            taskMoved(moved, tasks, coordinated, turn);
        } else if (message instanceof WantSplits wish) {
            coordinated.wantSplits(wish, turn);
        } else if (message instanceof OperatorSays said) {
            coordinated.operatorSays(said);
        } else if (message instanceof SlotNews.AttemptsSeen seen) {
            words.seen(seen.running());
            words.releaseUnneeded(seen.taskManager(), seen.partitions(), turn);
            checkpoints.seen(seen.taskManager(), seen.completed(), turn);
        } else if (message instanceof SlotNews.TaskManagerGone gone) {
            taskManagerGone(gone, tasks, turn);
        } else {
            throw new IllegalArgumentException("job " + job + " has no use for " + message);
        }
    }

    private void call(CoordinatorCall call) {
        ports.coordinators().call(job, call);
    }

    private void repeat(Turn turn) {
        if (talk != null) {
            talk.repeat(turn);
        }
        checkpoints.repeat(turn);
        turn.arm(REPEAT, settings.repeatInterval(), new Repeat());
    }

    // RECONCILING

    private void adoptIfReady(Turn turn) {
        if (life.is(JobPhase.RECONCILING) && adoption.isReady()) {
            boolean goesBack = !spec.legacy().isToEnd(regions.all().size()) && checkpoints.findRestorePoint();
            if (!goesBack) {
                adopt(Optional.empty(), turn);
            }
        }
    }

    /** @param newest the checkpoint that the job would go back to */
    private void adopt(Optional<Manifest> newest, Turn turn) {
        JobRun tasks = begin();
        adoption.taskManagers().forEach(end::uses);
        adoption.hand(tasks, spec, regions, newest, ports, turn);
        if (spec.legacy().ending().isPresent()) {
            end.goOn(turn);
            adoption.takeEarly().forEach(message -> dispatch(message, turn));
            return;
        }
        failover.inherited(adoption.cause(spec.epoch()), tasks, turn);
        if (coordination != null) {
            tasks.tasks(task -> task.state() == TaskState.RUNNING).forEach(coordination::runs);
        }
        checkpoints.adopted(adoption.begun(), turn);
        adoption.takeEarly().forEach(message -> dispatch(message, turn));
        tasks.regions().stream()
                .filter(region -> region.state() == RegionState.FINISHED && !region.isWritten())
                .forEach(finished::conclude);
        end.publishIfAllIsWritten(turn);
        deployReady(turn);
    }

    private JobRun begin() {
        JobRun tasks = new JobRun(job, graph, regions, new Seats(graph), spec.generation());
        RunTalk words = new RunTalk(spec.epoch(), job, spec.graphBytes(), tasks, checkpoints::restore);
        run = tasks;
        talk = words;
        coordination = new CoordinatorTalk(job, tasks, words, ports.coordinators(), spec.mayBeInherited());
        checkpoints.are(tasks, words);
        end.are(tasks, words);
        return tasks;
    }

    // STARTING_COORDINATORS

    @Override
    public void coordinatorsStarted(CoordinatorHost.Started fact, Turn turn) {
        adoption.coordinatorsStarted();
        adoptIfReady(turn);
        if (life.is(JobPhase.STARTING_COORDINATORS) && !checkpoints.findStart()) {
            wantSlots(JobPhase.AWAITING_SLOTS, "all coordinators are started", turn);
        }
    }

    private void wantSlots(JobPhase next, String because, Turn turn) {
        moveTo(next, because, turn);
        int slots = new Seats(graph).size();
        turn.send(ports.slotPool(), new SlotRequest.WantSlots(job, turn.self(), slots, settings.slotTimeout()));
    }

    // AWAITING_SLOTS, AWAITING_SLOTS_AGAIN

    private void slotsGiven(SlotNews.SlotsGiven given, Turn turn) {
        given.slots().forEach(slot -> end.uses(slot.address()));
        if (life.is(JobPhase.AWAITING_SLOTS)) {
            begin();
        } else if (!life.is(JobPhase.AWAITING_SLOTS_AGAIN)) {
            return;
        }
        if (run != null) {
            run.seats().fill(given.slots());
            run.awaitInputs(turn);
        }
        moveTo(JobPhase.RUNNING, "slots=" + given.slots().size(), turn);
        deployReady(turn);
    }

    private void slotsDenied(SlotNews.SlotsDenied denied, Turn turn) {
        if (life.is(JobPhase.AWAITING_SLOTS) || life.is(JobPhase.AWAITING_SLOTS_AGAIN)) {
            failover.fail(denied.failure(), turn);
        }
    }

    // RUNNING

    private void deployReady(Turn turn) {
        if (life.is(JobPhase.RUNNING) && run != null && talk != null) {
            talk.deploy(run.beginReady(turn), turn);
        }
    }

    private void taskMoved(TaskMoved moved, JobRun tasks, CoordinatorTalk coordinated, Turn turn) {
        TaskRun task = tasks.task(moved.attempt());
        if (task == null || !tasks.regionOf(task).move(task, moved.to(), turn)) {
            return;
        }
        switch (moved.to()) {
            case RUNNING -> {
                coordinated.runs(task);
                checkpoints.consider(turn);
            }
            case FINISHED -> {
                coordinated.finished(task);
                taskFinished(task, moved.accumulators(), tasks, turn);
            }
            case FAILED -> failover.taskFailed(task, moved, tasks, turn);
            case CANCELED -> failover.taskCanceled(task, tasks, turn);
            case CREATED, DEPLOYING, CANCELING -> {}
        }
        stoppedIfAllEnded(turn);
    }

    private void taskFinished(TaskRun task, Map<String, byte[]> accumulators, JobRun tasks, Turn turn) {
        task.finishedWith(accumulators);
        checkpoints.consider(turn);
        if (!tasks.finishRegionOf(task, turn) || !life.phase().isGoingOn()) {
            return;
        }
        finished.conclude(tasks.regionOf(task));
        if (life.is(JobPhase.RUNNING) && tasks.allFinished()) {
            checkpoints.stop(turn);
        }
    }

    @Override
    public void concluded(CoordinatorHost.Concluded fact, Turn turn) {
        if (run != null && !end.isDecided()) {
            finished.concluded(fact, run, turn);
        }
    }

    private void written(JobWritten fact, Turn turn) {
        if (fact.entry() instanceof JobEnding ending) {
            end.written(ending, turn);
        } else if (fact.entry() instanceof RegionFinished region
                && run != null
                && talk != null
                && finished.written(region, run)
                && life.phase().isGoingOn()) {
            talk.release(run.releasable(), turn);
            end.publishIfAllIsWritten(turn);
            deployReady(turn);
        }
    }

    private void taskManagerGone(SlotNews.TaskManagerGone gone, JobRun tasks, Turn turn) {
        end.lost(gone.taskManager().address());
        failover.taskManagerGone(gone, tasks, turn);
        stoppedIfAllEnded(turn);
    }

    @Override
    public void word(CoordinatorHost.Fact fact, Turn turn) {
        if (coordination != null) {
            coordination.on(fact, turn);
        }
    }

    @Override
    public void clientTold(CoordinatorHost.ClientTold fact, Turn turn) {
        life.report(new JobReport.ResultAdded(job, fact.name(), fact.payload()), turn);
    }

    @Override
    public void progressed(CoordinatorHost.Progressed fact, Turn turn) {
        checkpoints.progressed();
    }

    // Failures and their consequences.

    @Override
    public void coordinatorFailed(CoordinatorHost.Failed fact, Turn turn) {
        failover.fail(fact.failure(), turn);
    }

    private void restart(Set<Integer> again, Failure cause, Duration delay, Turn turn) {
        boolean joinsAnother = !life.is(JobPhase.RUNNING);
        restartDelay = joinsAnother && restartDelay.compareTo(delay) > 0 ? restartDelay : delay;
        life.because(Optional.of(cause));
        if (!life.is(JobPhase.STOPPING_TO_RESTART)) {
            moveTo(JobPhase.STOPPING_TO_RESTART, cause.message(), turn);
            checkpoints.stop(turn);
        }
        if (run != null && talk != null) {
            talk.cancel(run.stop(again, cause.message(), turn), cause.message(), turn);
        }
        stoppedIfAllEnded(turn);
    }

    private void cancelWanted(Turn turn) {
        if (life.is(JobPhase.RECONCILING)) {
            adoption.keep(new CancelWanted());
        } else {
            end.cancel(turn);
        }
    }

    private void stoppedIfAllEnded(Turn turn) {
        if (run == null || talk == null) {
            return;
        }
        if (life.is(JobPhase.STOPPING_TO_RESTART) && run.isStopped()) {
            talk.release(run.forgetStopped(turn), turn);
            moveTo(JobPhase.RESTARTING_COORDINATORS, "what is to run again is stopped", turn);
            life.reset();
            if (!checkpoints.findRestorePoint()) {
                call(new CoordinatorCall.Restart(life.resets(), run.stoppedVertices()));
            }
        }
        end.stoppedIfAllEnded(turn);
    }

    // RESTARTING_COORDINATORS, DELAYING_RESTART

    private final class Decided implements JobCheckpoints.Decisions, JobFailover.Consequences {
        @Override
        public void checkpointsFail(Failure cause, Turn turn) {
            if (life.is(JobPhase.RUNNING) && run != null) {
                failover.checkpointsFail(cause, run, turn);
            }
        }

        @Override
        public void giveUp(Failure cause, Turn turn) {
            failover.fail(cause, turn);
        }

        @Override
        public void restart(Set<Integer> again, Failure cause, Duration delay, Turn turn) {
            JobMaster.this.restart(again, cause, delay, turn);
        }

        @Override
        public void goOn(Turn turn) {
            moveTo(JobPhase.RUNNING, "all that an earlier leader had deployed is there", turn);
        }

        @Override
        public void fail(Failure cause, Turn turn) {
            end.fail(cause, turn);
        }

        @Override
        public void foundRestorePoint(Optional<Manifest> manifest, Turn turn) {
            Optional<List<CoordinatorState>> states = manifest.map(Manifest::coordinators);
            if (life.is(JobPhase.RECONCILING)) {
                adopt(manifest, turn);
            } else if (life.is(JobPhase.STARTING_COORDINATORS)) {
                call(new CoordinatorCall.Restart(life.resets(), regions.vertices(), states));
            } else if (life.is(JobPhase.RESTARTING_COORDINATORS) && run != null && talk != null) {
                talk.goOn();
                call(new CoordinatorCall.Restart(life.resets(), run.stoppedVertices(), states));
            }
        }
    }

    @Override
    public void coordinatorsSnapshotted(CoordinatorHost.Snapshotted fact, Turn turn) {
        word(fact, turn);
        checkpoints.coordinatorsSnapshotted(fact, turn);
    }

    @Override
    public void coordinatorsRestarted(CoordinatorHost.Restarted fact, Turn turn) {
        word(fact, turn);
        if (life.is(JobPhase.STARTING_COORDINATORS)) {
            wantSlots(JobPhase.AWAITING_SLOTS, "all coordinators are started", turn);
        } else if (life.is(JobPhase.RESTARTING_COORDINATORS) && fact.number() == life.resets()) {
            moveTo(JobPhase.DELAYING_RESTART, "delayMs=" + restartDelay.toMillis(), turn);
            turn.arm(RESTART, restartDelay, new RestartDue());
        }
    }

    private void restartDue(Turn turn) {
        if (life.is(JobPhase.DELAYING_RESTART)) {
            wantSlots(JobPhase.AWAITING_SLOTS_AGAIN, "the restart is due", turn);
        }
    }

    // The end.

    @Override
    public void published(CoordinatorHost.Published fact, Turn turn) {
        end.published(fact, turn);
    }

    @Override
    public void aborted(CoordinatorHost.Aborted fact, Turn turn) {
        end.aborted(turn);
    }

    private void moveTo(JobPhase next, String because, Turn turn) {
        if (next != JobPhase.DELAYING_RESTART) {
            turn.disarm(RESTART);
        }
        life.moveTo(next, because, turn);
    }
}
