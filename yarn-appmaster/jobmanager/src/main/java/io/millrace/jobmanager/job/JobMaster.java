package io.millrace.jobmanager.job;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.coordinator.CoordinatorListener;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.jobmanager.slot.SlotNews;
import io.millrace.jobmanager.slot.SlotRequest;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One job, from its graph to its end: has its coordinators started, gets slots, deploys, restarts what may be restarted, and
 * lets the coordinators publish or undo. {@link JobPhase} says what is awaited at each time.
 */
public final class JobMaster implements Actor<Message>, CoordinatorListener {
    private static final TimerName REPEAT = new TimerName("repeat");
    private static final TimerName RESTART = new TimerName("restart");

    private record Repeat() implements Message {}

    private record RestartDue() implements Message {}

    /** Somebody wants the job to end. */
    public record CancelWanted() implements Message {}

    // What it was told.
    private final JobID job;
    private final byte[] graphBytes;
    private final JobGraph graph;
    private final Epoch epoch;
    private final Restarts restarts;
    private final JobSettings settings;
    private final Address dispatcher;
    private final Address slotPool;
    private final CoordinatorHost coordinators;

    // What it knows.
    private JobPhase phase = JobPhase.STARTING_COORDINATORS;
    private @Nullable JobRun run;
    private @Nullable RunTalk talk;
    private int runs;
    private Duration restartDelay = Duration.ZERO;
    private Optional<Failure> failure = Optional.empty();
    private Optional<Instant> firstRan = Optional.empty();
    private final Set<Address> everUsed = new TreeSet<>();

    /**
     * @param graphBytes the serialised form of {@code graph}, for the TaskManagers
     * @param dispatcher takes {@link JobReport}s
     * @param coordinators its facts about the job are to be sent to this actor
     */
    public JobMaster(
            JobID job,
            byte[] graphBytes,
            JobGraph graph,
            Epoch epoch,
            RestartStrategy strategy,
            JobSettings settings,
            Address dispatcher,
            Address slotPool,
            CoordinatorHost coordinators) {
        this.job = job;
        this.graphBytes = graphBytes;
        this.graph = graph;
        this.epoch = epoch;
        this.restarts = new Restarts(graph.mode(), strategy);
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.slotPool = slotPool;
        this.coordinators = coordinators;
    }

    /** The name of a job's actor in the JobManager's node. */
    public static String nameOf(JobID job) {
        return "job-" + job;
    }

    public JobPhase phase() {
        return phase;
    }

    @Override
    public void start(Turn turn) {
        report(turn);
        coordinators.start(job, graph);
        turn.arm(REPEAT, settings.repeatInterval(), new Repeat());
    }

    /** A mistake of this class ends this job, not the others. */
    @Override
    public void on(Message message, Turn turn) {
        if (phase.isTerminal()) {
            return;
        }
        try {
            dispatch(message, turn);
        } catch (RuntimeException broken) {
            giveUp(JobFailures.mistake(phase, message, broken), turn);
        }
    }

    private void dispatch(Message message, Turn turn) {
        if (message instanceof TaskMoved moved) {
            taskMoved(moved, turn);
        } else if (message instanceof WantSplits wish) {
            wantSplits(wish, turn);
        } else if (message instanceof OperatorSays said) {
            operatorSays(said);
        } else if (message instanceof CoordinatorHost.Fact fact) {
            fact.deliverTo(this, turn);
        } else if (message instanceof SlotNews.AttemptsSeen seen) {
            if (talk != null) {
                talk.seen(seen.running());
            }
        } else if (message instanceof SlotNews.SlotsGiven given) {
            slotsGiven(given, turn);
        } else if (message instanceof SlotNews.SlotsDenied denied) {
            slotsDenied(denied, turn);
        } else if (message instanceof SlotNews.TaskManagerGone gone) {
            taskManagerGone(gone, turn);
        } else if (message instanceof CancelWanted) {
            cancelWanted(turn);
        } else if (message instanceof Repeat) {
            repeat(turn);
        } else if (message instanceof RestartDue) {
            restartDue(turn);
        } else {
            throw new IllegalArgumentException("job " + job + " has no use for " + message);
        }
    }

    private void repeat(Turn turn) {
        if (talk != null && (phase == JobPhase.RUNNING || phase.isStopping())) {
            talk.repeat(turn);
        }
        turn.arm(REPEAT, settings.repeatInterval(), new Repeat());
    }

    // STARTING_COORDINATORS

    @Override
    public void coordinatorsStarted(CoordinatorHost.Started fact, Turn turn) {
        if (phase == JobPhase.STARTING_COORDINATORS) {
            moveTo(JobPhase.AWAITING_SLOTS, "all coordinators are started", turn);
            wantSlots(turn);
        }
    }

    private void wantSlots(Turn turn) {
        int slots = graph.slotsPerGroup().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        turn.send(slotPool, new SlotRequest.WantSlots(job, turn.self(), slots, settings.slotTimeout()));
    }

    // AWAITING_SLOTS, AWAITING_SLOTS_AGAIN

    private boolean isAwaitingSlots() {
        return phase == JobPhase.AWAITING_SLOTS || phase == JobPhase.AWAITING_SLOTS_AGAIN;
    }

    private void slotsGiven(SlotNews.SlotsGiven given, Turn turn) {
        if (!isAwaitingSlots()) {
            return;
        }
        given.slots().forEach(slot -> everUsed.add(slot.address()));
        run = new JobRun(job, graph, runs, given.slots());
        talk = new RunTalk(epoch, job, graphBytes, run);
        firstRan = Optional.of(firstRan.orElse(turn.now()));
        moveTo(JobPhase.RUNNING, "slots=" + given.slots().size() + " run=" + runs, turn);
        runs++;
        talk.deploy(turn);
    }

    private void slotsDenied(SlotNews.SlotsDenied denied, Turn turn) {
        if (isAwaitingSlots()) {
            giveUp(denied.failure(), turn);
        }
    }

    // RUNNING

    private void taskMoved(TaskMoved moved, Turn turn) {
        TaskRun task = task(moved.attempt());
        if (task == null || run == null || !run.move(task, moved.to())) {
            return;
        }
        switch (moved.to()) {
            case RUNNING -> taskRuns(task);
            case FINISHED -> taskFinished(task, moved.accumulators(), turn);
            case FAILED -> taskFailed(task, moved.failure(), turn);
            case CANCELED -> taskCanceled(task, turn);
            case CREATED, DEPLOYING, CANCELING -> {}
        }
        stoppedIfAllEnded(turn);
    }

    private void taskRuns(TaskRun task) {
        coordinators.call(
                job, new CoordinatorCall.AttemptStarted(task.id.vertex(), task.id.subtask(), task.id.attempt()));
        task.early().forEach(call -> coordinators.call(job, call));
        task.early().clear();
    }

    private void taskFinished(TaskRun task, Map<String, byte[]> accumulators, Turn turn) {
        task.finishedWith(accumulators);
        if (phase == JobPhase.RUNNING && run != null && run.allFinished()) {
            moveTo(JobPhase.PUBLISHING, "all tasks have finished", turn);
            coordinators.call(
                    job,
                    new CoordinatorCall.Publish(
                            run.attempts(),
                            run.tasks(each -> !each.accumulators().isEmpty()).stream()
                                    .map(TaskRun::accumulators)
                                    .toList()));
        }
    }

    private void taskFailed(TaskRun task, Optional<Failure> reported, Turn turn) {
        failed(
                reported.orElseGet(() -> new Failure(
                        Failure.Owner.INTERNAL,
                        Optional.of(graph.vertex(task.id.vertex()).name()),
                        task.id.subtask(),
                        "attempt " + task.id + " failed without saying why; see the TaskManager's log",
                        "",
                        Optional.empty())),
                turn);
    }

    private void taskCanceled(TaskRun task, Turn turn) {
        if (phase == JobPhase.RUNNING) {
            failed(
                    JobFailures.platform("attempt " + task.id + " was cancelled by its TaskManager "
                            + task.slot.taskManager() + ", which ends or lost the JobManager"),
                    turn);
        }
    }

    private void taskManagerGone(SlotNews.TaskManagerGone gone, Turn turn) {
        everUsed.remove(gone.taskManager().address());
        if (run == null || (phase != JobPhase.RUNNING && !phase.isStopping())) {
            return;
        }
        boolean needed = run.needs(gone.taskManager());
        run.lose(gone.taskManager());
        if (needed) {
            failed(JobFailures.platform("TaskManager " + gone.taskManager() + " was lost: " + gone.reason()), turn);
        }
        stoppedIfAllEnded(turn);
    }

    private void wantSplits(WantSplits wish, Turn turn) {
        TaskRun task = task(wish.attempt());
        if (phase != JobPhase.RUNNING || task == null || talk == null) {
            return;
        }
        if (task.isNewWish(wish.received())) {
            say(task, new CoordinatorCall.SplitRequested(task.id.vertex(), task.id.subtask(), wish.host()));
        } else {
            talk.giveSplitsAgain(task, wish.received(), turn);
        }
    }

    private void operatorSays(OperatorSays said) {
        TaskRun task = task(said.attempt());
        if (phase == JobPhase.RUNNING && task != null) {
            say(task, new CoordinatorCall.Said(task.id.vertex(), said.operator(), task.id.subtask(), said.message()));
        }
    }

    /** Coordinators hear that an attempt runs before anything else from it. */
    private void say(TaskRun task, CoordinatorCall call) {
        if (task.state() == TaskState.DEPLOYING) {
            task.early().add(call);
        } else {
            coordinators.call(job, call);
        }
    }

    @Override
    public void splitsGiven(CoordinatorHost.SplitsGiven fact, Turn turn) {
        TaskRun task = running(fact.vertex(), fact.subtask());
        if (task != null && talk != null) {
            talk.giveSplits(task, fact.splits(), fact.noMore(), turn);
        }
    }

    @Override
    public void told(CoordinatorHost.Told fact, Turn turn) {
        TaskRun task = running(fact.vertex(), fact.subtask());
        if (task != null && talk != null) {
            talk.tell(task, fact.operator(), fact.message(), turn);
        }
    }

    @Override
    public void clientTold(CoordinatorHost.ClientTold fact, Turn turn) {
        turn.send(dispatcher, new JobReport.ResultAdded(job, fact.name(), fact.payload()));
    }

    // Failures and their consequences.

    @Override
    public void coordinatorFailed(CoordinatorHost.Failed fact, Turn turn) {
        giveUp(fact.failure(), turn);
    }

    /** A task failed, or what ran it: runs again or ends. What comes after the first failure is its consequence. */
    private void failed(Failure cause, Turn turn) {
        if (phase != JobPhase.RUNNING) {
            return;
        }
        Verdict verdict = restarts.after(cause, run == null ? 0 : run.finished());
        if (verdict instanceof Verdict.RunAgain again) {
            restartDelay = again.delay();
            failure = Optional.of(cause);
            stop(JobPhase.STOPPING_TO_RESTART, cause.message(), turn);
        } else if (verdict instanceof Verdict.GiveUp end) {
            giveUp(end.report(), turn);
        }
    }

    /** The job fails, from wherever it is. The first cause stays the one that is reported. */
    private void giveUp(Failure cause, Turn turn) {
        if (phase.isEnding()) {
            return;
        }
        failure = Optional.of(cause);
        if (phase == JobPhase.RUNNING || phase.isStopping()) {
            stop(JobPhase.STOPPING_TO_FAIL, cause.message(), turn);
        } else {
            abort(JobPhase.ABORTING_TO_FAIL, cause.message(), turn);
        }
    }

    private void cancelWanted(Turn turn) {
        if (phase.isEnding() || phase == JobPhase.PUBLISHING) {
            return;
        }
        failure = Optional.empty();
        if (phase == JobPhase.RUNNING || phase.isStopping()) {
            stop(JobPhase.STOPPING_TO_CANCEL, "a user asked to cancel", turn);
        } else {
            abort(JobPhase.ABORTING_TO_CANCEL, "a user asked to cancel", turn);
        }
    }

    private void stop(JobPhase next, String because, Turn turn) {
        boolean stoppingAlready = phase.isStopping();
        moveTo(next, because, turn);
        if (talk != null && !stoppingAlready) {
            talk.cancelAll(because, turn);
        }
        stoppedIfAllEnded(turn);
    }

    private void stoppedIfAllEnded(Turn turn) {
        if (!phase.isStopping() || run == null || !run.allEnded()) {
            return;
        }
        run = null;
        talk = null;
        switch (phase) {
            case STOPPING_TO_RESTART -> {
                moveTo(JobPhase.RESTARTING_COORDINATORS, "all tasks are stopped", turn);
                coordinators.call(job, new CoordinatorCall.Restart());
            }
            case STOPPING_TO_FAIL -> abort(JobPhase.ABORTING_TO_FAIL, "all tasks are stopped", turn);
            default -> abort(JobPhase.ABORTING_TO_CANCEL, "all tasks are stopped", turn);
        }
    }

    // RESTARTING_COORDINATORS, DELAYING_RESTART

    @Override
    public void coordinatorsRestarted(CoordinatorHost.Restarted fact, Turn turn) {
        if (phase == JobPhase.RESTARTING_COORDINATORS) {
            moveTo(JobPhase.DELAYING_RESTART, "delayMs=" + restartDelay.toMillis(), turn);
            turn.arm(RESTART, restartDelay, new RestartDue());
        }
    }

    private void restartDue(Turn turn) {
        if (phase == JobPhase.DELAYING_RESTART) {
            moveTo(JobPhase.AWAITING_SLOTS_AGAIN, "the restart is due", turn);
            wantSlots(turn);
        }
    }

    // The end.

    @Override
    public void published(CoordinatorHost.Published fact, Turn turn) {
        if (phase == JobPhase.PUBLISHING) {
            failure = Optional.empty();
            end(JobPhase.FINISHED, "all is published", fact.accumulators(), turn);
        }
    }

    private void abort(JobPhase next, String because, Turn turn) {
        moveTo(next, because, turn);
        coordinators.call(job, new CoordinatorCall.Abort());
    }

    @Override
    public void aborted(CoordinatorHost.Aborted fact, Turn turn) {
        if (phase == JobPhase.ABORTING_TO_FAIL) {
            end(JobPhase.FAILED, failure.map(Failure::message).orElse(""), Map.of(), turn);
        } else if (phase == JobPhase.ABORTING_TO_CANCEL) {
            end(JobPhase.CANCELED, "all is undone", Map.of(), turn);
        }
    }

    private void end(JobPhase last, String because, Map<String, byte[]> accumulators, Turn turn) {
        turn.disarm(REPEAT);
        turn.disarm(RESTART);
        turn.send(slotPool, new SlotRequest.JobOver(job));
        everUsed.forEach(taskManager -> turn.send(taskManager, new ForgetJob(epoch, job)));
        change(last, because, accumulators, turn);
    }

    // Parts.

    private @Nullable TaskRun task(AttemptId attempt) {
        return run == null ? null : run.task(attempt);
    }

    private @Nullable TaskRun running(int vertex, int subtask) {
        return phase == JobPhase.RUNNING && run != null ? run.task(job, vertex, subtask) : null;
    }

    private void moveTo(JobPhase next, String because, Turn turn) {
        if (next != JobPhase.DELAYING_RESTART) {
            turn.disarm(RESTART);
        }
        change(next, because, Map.of(), turn);
    }

    private void change(JobPhase next, String because, Map<String, byte[]> accumulators, Turn turn) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("job " + job + ": " + phase + " may not become " + next);
        }
        turn.moved("job " + job, phase, next, because);
        boolean visible = phase.status() != next.status();
        phase = next;
        if (visible) {
            report(accumulators, turn);
        }
    }

    private void report(Turn turn) {
        report(Map.of(), turn);
    }

    private void report(Map<String, byte[]> accumulators, Turn turn) {
        long runtimeMs = firstRan.map(
                        since -> Duration.between(since, turn.now()).toMillis())
                .orElse(0L);
        turn.send(dispatcher, new JobReport.StatusChanged(job, phase.status(), failure, accumulators, runtimeMs));
    }
}
