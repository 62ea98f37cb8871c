package io.millrace.jobmanager.slot;

import io.millrace.control.Actor;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerReconciler;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobManagerMessage.Goodbye;
import io.millrace.protocol.JobManagerMessage.Heard;
import io.millrace.protocol.JobManagerMessage.Welcome;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerListener;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskManagerMessage.AwaitsCheckpoint;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.Leaving;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskManagerMessage.TasksMeasured;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskMeasures;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Registers TaskManagers, watches their heartbeats, gives their slots to jobs, and passes on to the jobs what TaskManagers
 * report: in order per TaskManager, each report once. Containers are wished for through its {@link ContainerReconciler}.
 *
 * <p>A job gets all the slots that it misses at once or none, and keeps them until it ends: a TaskManager that keeps
 * partitions of a job has slots of it, and so is never idle. Those come the first come first, but a job that fits goes before
 * one that does not. While it is open whether a TaskManager is gone, nothing is deployed there: who asks waits until it is
 * heard, or lost.
 */
public final class SlotPool implements Actor<Message>, TaskManagerListener {
    /** The name of this actor in the JobManager's node. */
    public static final String NAME = "slots";

    private static final TimerName BEAT = new TimerName("beat");

    private record Beat() implements Message {}

    /** A TaskManager that was given up. It is told to go whenever it speaks again. */
    private static final int LOST_REMEMBERED_MAX = 10_000;

    // What it was told.
    private final Epoch epoch;
    private final SlotSettings settings;
    private final ContainerReconciler containers;

    // What it knows.
    private final Map<TaskManagerId, TaskManagerLink> taskManagers = new TreeMap<>();
    private final Map<TaskManagerId, String> lost = new LinkedHashMap<>();
    private final Map<JobID, SlotClaim> claims = new LinkedHashMap<>();
    private final Reunion reunion;

    public SlotPool(Epoch epoch, SlotSettings settings, ContainerReconciler containers) {
        this.epoch = epoch;
        this.settings = settings;
        this.containers = containers;
        this.reunion = new Reunion(settings.heartbeatTimeout());
    }

    /** How the slots of one TaskManager stand: {@code given + free == slots}, always. */
    public record SlotCount(TaskManagerId taskManager, int slots, int given, int free) {}

    /** For those who check invariants between turns. */
    public List<SlotCount> count() {
        return taskManagers.values().stream()
                .map(link -> new SlotCount(
                        link.id,
                        link.slots,
                        (int) claims.values().stream()
                                .flatMap(claim -> claim.held.stream())
                                .filter(slot -> slot.taskManager().equals(link.id))
                                .count(),
                        link.free()))
                .toList();
    }

    @Override
    public void start(Turn turn) {
        beat(turn);
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof TaskManagerMessage report) {
            if (report instanceof Here || report.epoch().equals(epoch)) {
                report.deliverTo(this, turn);
            }
        } else if (message instanceof SlotRequest wish) {
            slotRequest(wish, turn);
        } else if (message instanceof Heirs heirs) {
            heirs(heirs, turn);
        } else if (message instanceof ContainerDriver.Fact fact) {
            containerFact(fact, turn);
        } else if (message instanceof TaskManagerCutOff cut) {
            Optional.ofNullable(taskManagers.get(cut.taskManager())).ifPresent(TaskManagerLink::suspect);
        } else if (message instanceof TaskManagerRoll.Call call) {
            turn.send(
                    call.replyTo(),
                    new TaskManagerRoll.Called(taskManagers.values().stream()
                            .map(TaskManagerLink::line)
                            .toList()));
        } else if (message instanceof TaskManagerRoll.MeasuresCall call) {
            turn.send(call.replyTo(), new TaskManagerRoll.Measured(call.job(), measures(call.job())));
        } else if (message instanceof Beat) {
            beat(turn);
        } else {
            throw new IllegalArgumentException("the slot pool has no use for " + message);
        }
    }

    private void beat(Turn turn) {
        List<TaskManagerLink> silent = taskManagers.values().stream()
                .filter(link -> link.silentFor(settings.heartbeatInterval()).compareTo(settings.heartbeatTimeout()) > 0)
                .toList();
        silent.forEach(link -> lose(
                link.id,
                "no heartbeat for " + settings.heartbeatTimeout().toMillis() + " ms (heartbeat.timeout)",
                Optional.empty(),
                turn));
        reunion.waited(settings.heartbeatInterval());
        reunion.tell(taskManagers::get, turn);
        denyOverdue(turn);
        reconcile(turn.steady());
        turn.arm(BEAT, settings.heartbeatInterval(), new Beat());
    }

    // What jobs want.

    private void slotRequest(SlotRequest wish, Turn turn) {
        if (wish instanceof SlotRequest.WantSlots want) {
            wantSlots(want, turn);
        } else if (wish instanceof SlotRequest.JobOver over) {
            giveBack(over.job());
            reunion.over(over.job());
            serveWaiting(turn);
        } else if (wish instanceof SlotRequest.Adopt adopt) {
            reunion.present(adopt.job());
            reunion.tell(taskManagers::get, turn);
        } else if (wish instanceof SlotRequest.KeepSlots kept) {
            keepSlots(kept, turn);
        }
    }

    private void heirs(Heirs heirs, Turn turn) {
        heirs.masters().forEach((job, master) -> {
            SlotClaim claim = new SlotClaim(job, master, 0, Duration.ZERO, turn.steady());
            claim.answered();
            claims.put(job, claim);
        });
        reunion.begin(heirs).forEach(early -> here(early, turn));
        serveWaiting(turn);
    }

    private void keepSlots(SlotRequest.KeepSlots kept, Turn turn) {
        SlotClaim claim = claims.get(kept.job());
        if (claim == null) {
            return;
        }
        Set<TaskManagerId> gone = new TreeSet<>();
        for (TaskManagerId id : kept.slots()) {
            TaskManagerLink link = taskManagers.get(id);
            if (link == null) {
                gone.add(id);
            } else {
                claim.held.add(link.take());
            }
        }
        reunion.settled(kept.job());
        gone.forEach(id -> turn.send(
                claim.replyTo,
                new SlotNews.TaskManagerGone(id, "", lost.getOrDefault(id, "it is gone"), Optional.empty())));
        serveWaiting(turn);
    }

    private void wantSlots(SlotRequest.WantSlots wish, Turn turn) {
        claims.computeIfAbsent(
                        wish.job(),
                        job -> new SlotClaim(job, wish.replyTo(), wish.slots(), wish.timeout(), turn.steady()))
                .wantAgain(wish.slots(), wish.timeout(), turn.steady());
        serveWaiting(turn);
        denyRefused(turn);
        reconcile(turn.steady());
    }

    private void giveBack(JobID job) {
        SlotClaim claim = claims.remove(job);
        if (claim != null) {
            claim.held.forEach(slot -> link(slot.taskManager()).giveBack());
        }
    }

    private void serveWaiting(Turn turn) {
        if (reunion.isOn()) {
            return;
        }
        for (SlotClaim claim : claims.values()) {
            if (claim.mayBeServed(taskManagers.values())
                    && claim.held.stream()
                            .noneMatch(slot -> link(slot.taskManager()).isSuspected())) {
                SlotMatcher.match(free(), claim.missing()).ifPresent(chosen -> {
                    chosen.forEach(id -> claim.held.add(link(id).take()));
                    claim.answered();
                    turn.send(claim.replyTo, new SlotNews.SlotsGiven(claim.held));
                });
            }
        }
    }

    private Map<TaskManagerId, Integer> free() {
        Map<TaskManagerId, Integer> free = new TreeMap<>();
        taskManagers.forEach((id, link) -> free.put(id, link.isSuspected() ? 0 : link.free()));
        return free;
    }

    private void denyOverdue(Turn turn) {
        List<SlotClaim> overdue = claims.values().stream()
                .filter(claim -> claim.isOverdue(turn.steady()))
                .toList();
        overdue.forEach(claim ->
                deny(claim, "waited " + claim.timeout().toMillis() + " ms (slot.request.timeout) for slots; ", turn));
    }

    /** If the driver can grant no more, a job that needs more than there can be waits for nothing. */
    private void denyRefused(Turn turn) {
        containers.refusal().ifPresent(reason -> {
            int possible =
                    slots() + containers.starting() * containers.profile().slots();
            List<SlotClaim> hopeless = claims.values().stream()
                    .filter(claim -> claim.isWaiting() && claim.wanted() > possible)
                    .toList();
            hopeless.forEach(claim -> deny(claim, "", turn));
        });
    }

    private void deny(SlotClaim claim, String waited, Turn turn) {
        claim.answered();
        int free =
                taskManagers.values().stream().mapToInt(TaskManagerLink::free).sum();
        String message = "not enough slots: " + waited + "needed=" + claim.wanted() + ", held=" + claim.held.size()
                + ", free=" + free + ", total="
                + slots()
                + " on " + taskManagers.size() + " TaskManagers with " + containers.starting() + " more starting"
                + containers
                        .refusal()
                        .map(reason -> " (no more can be had: " + reason + ")")
                        .orElse("")
                + "; raise taskmanager.numberOfTaskSlots or the number of TaskManagers, or lower the parallelism to "
                + Math.max(1, slots());
        turn.send(
                claim.replyTo,
                new SlotNews.SlotsDenied(
                        new Failure(Failure.Owner.RESOURCES, Optional.empty(), -1, message, "", Optional.empty())));
    }

    private int slots() {
        return taskManagers.values().stream().mapToInt(link -> link.slots).sum();
    }

    // Containers.

    private void reconcile(Instant now) {
        int needed = claims.values().stream().mapToInt(SlotClaim::needed).sum();
        Set<TaskManagerId> idle = new TreeSet<>();
        if (!reunion.isOn()) {
            taskManagers.values().stream().filter(TaskManagerLink::isIdle).forEach(link -> idle.add(link.id));
        }
        containers.reconcile(needed, idle, now);
    }

    private void containerFact(ContainerDriver.Fact fact, Turn turn) {
        if (fact instanceof ContainerDriver.Inherited inherited) {
            Set<TaskManagerId> left = new TreeSet<>();
            for (ContainerDriver.Granted container : inherited.containers()) {
                containers.granted(container, turn.steady());
                left.add(container.container().taskManager());
            }
            taskManagers.keySet().forEach(containers::registered);
            left.removeAll(lost.keySet());
            reunion.left(left);
            reunion.tell(taskManagers::get, turn);
        } else if (fact instanceof ContainerDriver.Granted granted) {
            containers.granted(granted, turn.steady());
        } else if (fact instanceof ContainerDriver.Lost gone) {
            containers.lost(gone.container(), gone.cause());
            lose(
                    gone.container().taskManager(),
                    "its container is lost: " + gone.cause() + ": " + gone.diagnostics(),
                    Optional.of(gone),
                    turn);
            reconcile(turn.steady());
        } else if (fact instanceof ContainerDriver.Refused refused) {
            containers.refused(refused.reason());
            denyRefused(turn);
        } else if (fact instanceof ContainerDriver.DriverFailed failed) {
            containers.refused(failed.reason());
            denyRefused(turn);
        }
    }

    // TaskManagers.

    @Override
    public void here(Here message, Turn turn) {
        String gone = lost.get(message.from());
        if (gone != null) {
            turn.send(message.replyTo(), new Goodbye(epoch, gone));
            return;
        }
        if (reunion.awaitsHeirs()) {
            reunion.early(message);
            return;
        }
        TaskManagerLink known = taskManagers.get(message.from());
        if (known != null) {
            heard(known, turn);
        } else {
            Endpoint endpoint = new Endpoint(message.from(), message.host(), message.dataPort());
            taskManagers.put(message.from(), new TaskManagerLink(endpoint, message.replyTo(), message.slots()));
            containers.registered(message.from());
        }
        turn.send(
                message.replyTo(),
                new Welcome(epoch, settings.heartbeatInterval().toMillis()));
        reunion.came(message, link(message.from()).reports.next());
        reunion.tell(taskManagers::get, turn);
        serveWaiting(turn);
        denyRefused(turn);
    }

    private void heard(TaskManagerLink link, Turn turn) {
        if (link.heard()) {
            serveWaiting(turn);
        }
    }

    @Override
    public void heartbeat(Heartbeat message, Turn turn) {
        TaskManagerLink link = taskManagers.get(message.from());
        if (link == null) {
            sayGoodbye(message.from(), turn);
            return;
        }
        heard(link, turn);
        turn.send(link.address, new Heard(epoch, link.reports.next()));
        message.jobs().stream()
                .filter(job -> !claims.containsKey(job))
                .forEach(job -> turn.send(link.address, new ForgetJob(epoch, job)));
        for (SlotClaim claim : claims.values()) {
            if (!reunion.awaits(claim.job)) {
                JobShare.seen(claim.job, message).ifPresent(share -> turn.send(claim.replyTo, share));
            }
        }
    }

    @Override
    public void tasksMeasured(TasksMeasured message, Turn turn) {
        TaskManagerLink link = taskManagers.get(message.from());
        if (link != null) {
            link.measures = message.tasks();
        }
    }

    private List<TaskMeasures> measures(JobID job) {
        return taskManagers.values().stream()
                .flatMap(link -> link.measures.stream())
                .filter(measured -> measured.attempt().job().equals(job))
                .toList();
    }

    @Override
    public void taskMoved(TaskMoved message, Turn turn) {
        report(message.sequence(), message, turn);
    }

    @Override
    public void operatorSays(OperatorSays message, Turn turn) {
        report(message.sequence(), message, turn);
    }

    @Override
    public void wantSplits(WantSplits message, Turn turn) {
        if (taskManagers.containsKey(message.from())) {
            passOn(message.attempt().job(), message, turn);
        }
    }

    @Override
    public void checkpointTaken(CheckpointTaken message, Turn turn) {
        report(message.sequence(), message, turn);
    }

    @Override
    public void checkpointDeclined(CheckpointDeclined message, Turn turn) {
        report(message.sequence(), message, turn);
    }

    @Override
    public void awaitsCheckpoint(AwaitsCheckpoint message, Turn turn) {
        report(message.sequence(), message, turn);
    }

    @Override
    public void leaving(Leaving message, Turn turn) {
        lose(message.from(), "it left: " + message.reason(), Optional.empty(), turn);
    }

    private void report(long sequence, TaskManagerMessage message, Turn turn) {
        TaskManagerLink link = taskManagers.get(message.from());
        if (link == null) {
            sayGoodbye(message.from(), turn);
            return;
        }
        heard(link, turn);
        for (TaskManagerMessage due : link.reports.take(sequence, message)) {
            passOn(JobShare.jobOf(due), due, turn);
        }
        turn.send(link.address, new Heard(epoch, link.reports.next()));
        reunion.reported(link.id, link.reports.next());
        reunion.tell(taskManagers::get, turn);
    }

    private void passOn(JobID job, Message message, Turn turn) {
        SlotClaim claim = claims.get(job);
        if (claim != null && !reunion.keeps(job, message)) {
            turn.send(claim.replyTo, message);
        }
    }

    private void sayGoodbye(TaskManagerId id, Turn turn) {
        turn.send(id.address(), new Goodbye(epoch, lost.getOrDefault(id, "it is not registered")));
    }

    /** @param container how it ended; empty if it may live */
    private void lose(TaskManagerId id, String reason, Optional<ContainerDriver.Lost> container, Turn turn) {
        TaskManagerLink link = taskManagers.remove(id);
        remember(id, reason);
        reunion.gone(id);
        if (container.isEmpty()) {
            containers.giveUp(id);
        }
        if (link == null) {
            reunion.tell(taskManagers::get, turn);
            return;
        }
        turn.send(link.address, new Goodbye(epoch, reason));
        for (SlotClaim claim : claims.values()) {
            if (claim.held.removeIf(slot -> slot.taskManager().equals(id))) {
                turn.send(claim.replyTo, new SlotNews.TaskManagerGone(id, link.endpoint.host(), reason, container));
            }
        }
        reunion.tell(taskManagers::get, turn);
        if (link.isSuspected()) {
            serveWaiting(turn); // who waited for this word
        }
    }

    private void remember(TaskManagerId id, String reason) {
        lost.putIfAbsent(id, reason);
        if (lost.size() > LOST_REMEMBERED_MAX) {
            lost.remove(lost.keySet().iterator().next());
        }
    }

    private TaskManagerLink link(TaskManagerId id) {
        TaskManagerLink link = taskManagers.get(id);
        if (link == null) {
            throw new IllegalStateException("a slot is held on task manager " + id + ", which is not registered");
        }
        return link;
    }
}
