package io.millrace.taskmanager.control;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.JobManagerListener;
import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.JobManagerMessage.CancelTasks;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import io.millrace.protocol.JobManagerMessage.CheckpointCompleted;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.Goodbye;
import io.millrace.protocol.JobManagerMessage.Heard;
import io.millrace.protocol.JobManagerMessage.ReleasePartitions;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.JobManagerMessage.Welcome;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.Leaving;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskManagerMessage.TasksMeasured;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TaskManager's side of the protocol: registers, keeps the heartbeat, hands commands to the {@link TaskRunner} in their
 * order and each once, and repeats what the JobManager must hear until it has.
 */
public final class TaskManagerActor implements Actor<Message>, JobManagerListener {
    /** The name of this actor in its node; the node bears the TaskManager's id. */
    public static final String NAME = TaskManagerId.ACTOR;

    private static final TimerName BEAT = new TimerName("beat");

    private record Beat() implements Message {}

    // What it was told.
    private final TaskManagerId id;
    private final Endpoint endpoint;
    private final int slots;
    private final JobManagerLinkSettings settings;
    private final TaskRunner runner;
    private final Consumer<String> onEnd;
    private final Reports reports;

    // What it knows.
    private TaskManagerState state = TaskManagerState.SEEKING;
    private Address jobManager;
    private Epoch epoch = Epoch.NONE;
    private Duration interval;
    private Duration silence = Duration.ZERO;
    private long heartbeats;
    private String leavingBecause = "";
    private final HeldAttempts attempts = new HeldAttempts();
    private final HeldStandings standings = new HeldStandings();
    private final Set<PartitionId> kept = new TreeSet<>();
    private final EndedJobs endedJobs = new EndedJobs();
    private final CheckpointGates gates = new CheckpointGates();
    private final UnheardReports unheard = new UnheardReports();

    /**
     * @param endpoint who it is and how others reach it
     * @param jobManager the actor that takes {@link TaskManagerMessage}s, of the leader known so far; when a {@link LeaderIs}
     *     names another node, the actor of this name there
     * @param runner its facts are to be sent to this actor
     * @param onEnd called once, with the reason, when the TaskManager is to end: everything it ran has ended
     */
    public TaskManagerActor(
            Endpoint endpoint,
            int slots,
            Address jobManager,
            JobManagerLinkSettings settings,
            TaskRunner runner,
            Consumer<String> onEnd) {
        this.id = endpoint.taskManager();
        this.endpoint = endpoint;
        this.slots = slots;
        this.jobManager = jobManager;
        this.settings = settings;
        this.runner = runner;
        this.onEnd = onEnd;
        this.reports = new Reports(id);
        this.interval = settings.hereInterval();
    }

    public TaskManagerState state() {
        return state;
    }

    /** The highest epoch seen. */
    public Epoch epoch() {
        return epoch;
    }

    /** The attempts that have not ended. */
    public List<AttemptId> running() {
        return attempts.live().map(attempt -> attempt.id).toList();
    }

    @Override
    public void start(Turn turn) {
        beat(turn);
    }

    @Override
    public void on(Message message, Turn turn) {
        if (state == TaskManagerState.GONE) {
            return;
        }
        if (message instanceof JobManagerMessage command) {
            if (!command.epoch().isOlderThan(epoch)) {
                follow(command.epoch(), turn);
                silence = Duration.ZERO;
                command.deliverTo(this, turn);
            }
        } else if (message instanceof LeaderIs leader) {
            leaderIs(leader, turn);
        } else if (message instanceof TaskRunner.Moved moved) {
            moved(moved, turn);
        } else if (message instanceof TaskRunner.SplitWanted wanted) {
            splitWanted(wanted.attempt(), turn);
        } else if (message instanceof TaskRunner.OperatorSaid said) {
            operatorSaid(said, turn);
        } else if (message instanceof TaskRunner.Kept fact) {
            kept.add(fact.partition());
        } else if (message instanceof TaskRunner.Measured fact) {
            turn.send(jobManager, new TasksMeasured(epoch, id, fact.tasks()));
        } else if (message instanceof TaskRunner.Taken fact) {
            say(reports.taken(fact), turn);
        } else if (message instanceof TaskRunner.Declined fact) {
            decline(fact.job(), fact.checkpoint(), fact.reason(), fact.overtaken(), turn);
        } else if (message instanceof TaskRunner.AwaitsCheckpoint fact) {
            attempts.find(fact.attempt()).ifPresent(HeldAttempt::awaitCheckpoint);
            say(reports.awaits(fact.attempt()), turn);
        } else if (message instanceof TaskRunner.LeftBehind fact) {
            leave(fact.reason(), turn);
        } else if (message instanceof Beat) {
            silence = silence.plus(interval);
            beat(turn);
        } else {
            throw new IllegalArgumentException("task manager " + id + " has no use for " + message);
        }
    }

    private void beat(Turn turn) {
        if (state != TaskManagerState.LEAVING && silence.compareTo(settings.jobManagerTimeout()) >= 0) {
            leave("no word from the JobManager at " + jobManager + " for " + silence.toSeconds() + " s", turn);
        }
        if (state == TaskManagerState.GONE) {
            return;
        }
        if (state == TaskManagerState.SEEKING) {
            List<PartitionId> partitions = List.copyOf(kept);
            turn.send(
                    jobManager, reports.here(epoch, endpoint, slots, attempts, partitions, gates, standings, unheard));
        } else {
            sendHeartbeat(turn);
            runner.measure();
        }
        turn.arm(BEAT, interval, new Beat());
    }

    private void sendHeartbeat(Turn turn) {
        turn.send(
                jobManager,
                new Heartbeat(
                        epoch,
                        id,
                        heartbeats++,
                        attempts.live().map(HeldAttempt::progress).toList(),
                        attempts.jobs(),
                        List.copyOf(kept),
                        gates.progress()));
        unheard.all(epoch).forEach(report -> turn.send(jobManager, report));
        attempts.live().filter(HeldAttempt::wantsSplits).forEach(attempt -> askForSplits(attempt, turn));
    }

    // The leader.

    /** Registers with it, if it is new; what an earlier one says is not heard any more. */
    private void leaderIs(LeaderIs leader, Turn turn) {
        Address address = new Address(leader.address().node(), jobManager.actor());
        boolean known = leader.epoch().equals(epoch) && address.equals(jobManager);
        if (known || leader.epoch().isOlderThan(epoch)) {
            return;
        }
        jobManager = address;
        follow(leader.epoch(), turn);
        if (state == TaskManagerState.SEEKING) {
            silence = Duration.ZERO;
            beat(turn);
        }
    }

    /**
     * A later leader knows this TaskManager only when it says that it is here, and nothing of what the earlier one heard:
     * how its tasks stand is reported again, numbered from the start, and then what is still unheard.
     */
    private void follow(Epoch later, Turn turn) {
        if (!epoch.isOlderThan(later)) {
            return;
        }
        boolean another = Epoch.NONE.isOlderThan(epoch);
        epoch = later;
        if (another) {
            attempts.anotherLeader();
            gates.dropWaiting();
            endedJobs.anotherLeader();
            unheard.startAnew(reports.standing(attempts, unheard));
        }
        if (state == TaskManagerState.SERVING) {
            moveTo(TaskManagerState.SEEKING, "epoch " + later.number() + " leads", turn);
            interval = settings.hereInterval();
        }
    }

    // Commands.

    @Override
    public void welcome(Welcome message, Turn turn) {
        if (state != TaskManagerState.SEEKING) {
            return;
        }
        moveTo(TaskManagerState.SERVING, "welcomed in epoch " + epoch.number(), turn);
        interval = Duration.ofMillis(message.heartbeatIntervalMs());
        beat(turn);
    }

    @Override
    public void goodbye(Goodbye message, Turn turn) {
        leave(message.reason(), turn);
    }

    @Override
    public void deployTasks(DeployTasks message, Turn turn) {
        if (state == TaskManagerState.LEAVING || endedJobs.contains(message.job())) {
            return;
        }
        List<AttemptId> fresh = new ArrayList<>();
        for (AttemptId attempt : message.attempts()) {
            if (!attempts.contains(attempt)) {
                attempts.add(new HeldAttempt(attempt, TaskState.DEPLOYING));
                fresh.add(attempt);
            }
        }
        if (!fresh.isEmpty()) {
            standings.begin(fresh);
            message.restore().ifPresent(from -> gates.of(message.job()).restored(from.checkpoint()));
            runner.deploy(message.job(), message.graph(), fresh, message.placements(), message.restore());
        }
    }

    @Override
    public void cancelTasks(CancelTasks message, Turn turn) {
        for (AttemptId id : message.attempts()) {
            Optional<HeldAttempt> known = attempts.find(id);
            known.ifPresent(attempt -> cancel(attempt, message.reason()));
            if (known.isEmpty() && !endedJobs.isForgotten(id.job())) {
                // Its deployment is late or lost. Remembered as ended, so that it does not begin when it comes.
                HeldAttempt never = new HeldAttempt(id, TaskState.CANCELED);
                attempts.add(never);
                report(never, new TaskRunner.Moved(id, TaskState.CANCELED, Optional.empty(), Map.of()), turn);
            }
        }
    }

    @Override
    public void giveSplits(GiveSplits message, Turn turn) {
        HeldAttempt attempt = live(message.attempt());
        if (attempt == null || !gates.passes(attempt.id.job(), message.checkpoint(), message)) {
            return;
        }
        for (GiveSplits due : attempt.splits.take(message.sequence(), message)) {
            attempt.splitsCame(due.noMore());
            standings.hold(due.standing());
            runner.giveSplits(attempt.id, due.splits(), due.noMore());
        }
        checkpointIfDue(attempt.id.job(), turn);
    }

    @Override
    public void tellOperator(TellOperator message, Turn turn) {
        HeldAttempt attempt = live(message.attempt());
        if (attempt == null || !gates.passes(attempt.id.job(), message.checkpoint(), message)) {
            return;
        }
        for (TellOperator due : attempt.tells.take(message.sequence(), message)) {
            standings.hold(due.standing());
            runner.tell(attempt.id, due.operator(), due.message());
        }
        checkpointIfDue(attempt.id.job(), turn);
    }

    @Override
    public void triggerCheckpoint(TriggerCheckpoint message, Turn turn) {
        if (message.attempts().stream().anyMatch(named -> !attempts.contains(named.attempt()))) {
            return;
        }
        long overtaken = gates.of(message.job()).trigger(message);
        if (overtaken > 0) {
            decline(message.job(), overtaken, "a later checkpoint came before it to " + id, true, turn);
        }
        letThrough(message.job(), turn);
        checkpointIfDue(message.job(), turn);
    }

    @Override
    public void checkpointCompleted(CheckpointCompleted message, Turn turn) {
        if (attempts.of(message.job()).findAny().isPresent()) {
            if (gates.of(message.job()).complete(message.checkpoint())) {
                runner.checkpointCompleted(message.job(), message.checkpoint());
            }
            letThrough(message.job(), turn);
        }
    }

    @Override
    public void checkpointAborted(CheckpointAborted message, Turn turn) {
        if (attempts.of(message.job()).findAny().isPresent()) {
            if (gates.of(message.job()).giveUp(message.checkpoint())) {
                runner.checkpointAborted(message.job(), message.checkpoint());
            }
            letThrough(message.job(), turn);
        }
    }

    @Override
    public void releasePartitions(ReleasePartitions message, Turn turn) {
        List<PartitionId> dropped =
                message.partitions().stream().filter(kept::remove).toList();
        if (!dropped.isEmpty()) {
            runner.release(dropped);
        }
    }

    @Override
    public void forgetJob(ForgetJob message, Turn turn) {
        if (endedJobs.ends(message.job())) {
            attempts.of(message.job()).forEach(attempt -> cancel(attempt, "the job has ended"));
            forgetIfEnded(message.job());
        }
    }

    @Override
    public void heard(Heard message, Turn turn) {
        unheard.heardBelow(message.sequence());
    }

    // Facts.

    private void moved(TaskRunner.Moved fact, Turn turn) {
        HeldAttempt attempt = attempts.find(fact.attempt()).orElse(null);
        if (attempt == null || !attempt.moveTo(fact.to())) {
            return;
        }
        report(attempt, fact, turn);
        if (fact.to().isTerminal()) {
            forgetIfEnded(fact.attempt().job());
            endIfIdle(turn);
        }
    }

    private void splitWanted(AttemptId id, Turn turn) {
        HeldAttempt attempt = live(id);
        if (attempt != null) {
            attempt.wantSplits();
            askForSplits(attempt, turn);
        }
    }

    private void operatorSaid(TaskRunner.OperatorSaid fact, Turn turn) {
        attempts.find(fact.attempt()).ifPresent(attempt -> {
            attempt.said();
            say(reports.said(fact), turn);
        });
    }

    // Steps.

    /** A leader that does not know this TaskManager yet hears it when it does. */
    private void say(UnheardReports.Report report, Turn turn) {
        TaskManagerMessage message = unheard.add(report, epoch);
        if (state != TaskManagerState.SEEKING) {
            turn.send(jobManager, message);
        }
    }

    private void decline(JobID job, long checkpoint, String reason, boolean overtaken, Turn turn) {
        say(reports.declined(job, checkpoint, reason, overtaken), turn);
    }

    private void letThrough(JobID job, Turn turn) {
        gates.of(job).released().forEach(message -> message.deliverTo(this, turn));
    }

    private void checkpointIfDue(JobID job, Turn turn) {
        gates.known(job).flatMap(gate -> gate.due(this::hasCome)).ifPresent(next -> {
            runner.triggerCheckpoint(
                    job,
                    next.checkpoint(),
                    next.timestamp(),
                    next.directory(),
                    next.attempts().stream().map(Progress::attempt).toList());
            letThrough(job, turn);
        });
    }

    /** All that an attempt must have heard before a checkpoint; who has ended hears nothing more. */
    private boolean hasCome(Progress needed) {
        return attempts.find(needed.attempt())
                .filter(attempt -> attempt.hasHeard(needed))
                .isPresent();
    }

    private void askForSplits(HeldAttempt attempt, Turn turn) {
        turn.send(jobManager, new WantSplits(epoch, id, attempt.id, attempt.splits.next(), endpoint.host()));
    }

    private void cancel(HeldAttempt attempt, String reason) {
        if (!attempt.hasEnded() && !attempt.isCanceling()) {
            attempt.moveTo(TaskState.CANCELING);
            runner.cancel(attempt.id, reason);
        }
    }

    private void report(HeldAttempt attempt, TaskRunner.Moved fact, Turn turn) {
        attempt.reported(fact);
        say(reports.moved(fact), turn);
    }

    private void forgetIfEnded(JobID job) {
        if (!endedJobs.isEnding(job) || attempts.of(job).anyMatch(attempt -> !attempt.hasEnded())) {
            return;
        }
        runner.forget(job);
        attempts.forget(job);
        standings.forget(job);
        kept.removeIf(partition -> partition.job().equals(job));
        gates.forget(job);
        endedJobs.forget(job);
    }

    private void leave(String reason, Turn turn) {
        if (state == TaskManagerState.LEAVING) {
            return;
        }
        leavingBecause = reason;
        moveTo(TaskManagerState.LEAVING, reason, turn);
        attempts.all().forEach(attempt -> cancel(attempt, reason));
        endIfIdle(turn);
    }

    private void endIfIdle(Turn turn) {
        if (state == TaskManagerState.LEAVING && attempts.live().findAny().isEmpty()) {
            moveTo(TaskManagerState.GONE, "nothing runs any more", turn);
            turn.disarm(BEAT);
            turn.send(jobManager, new Leaving(epoch, id, leavingBecause));
            onEnd.accept(leavingBecause);
        }
    }

    private @Nullable HeldAttempt live(AttemptId named) {
        return attempts.find(named).filter(attempt -> !attempt.hasEnded()).orElse(null);
    }

    private void moveTo(TaskManagerState next, String because, Turn turn) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("task manager " + id + ": " + state + " may not become " + next);
        }
        turn.moved("task manager " + id, state, next, because);
        state = next;
    }
}
