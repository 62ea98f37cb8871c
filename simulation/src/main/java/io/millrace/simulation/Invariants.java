package io.millrace.simulation;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.job.JobPhase;
import io.millrace.jobmanager.slot.SlotPool.SlotCount;
import io.millrace.protocol.AttemptId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is never otherwise, checked after every event or when it could become otherwise. */
final class Invariants {
    /** The timers that an idle cluster has: every one a heartbeat. */
    private static final Set<String> TIMERS_AT_THE_END = new TreeSet<>(List.of("slots/beat", "dispatcher/beat"));

    private final Supplier<Optional<JobManager>> jobManager;
    private final Map<String, SimulatedTaskManager> watched = new TreeMap<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final Map<String, Epoch> epochs = new TreeMap<>();
    private final Map<AttemptId, String> deployed = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final Options options;
    private final LongSupplier nowMs;
    private Optional<RerunRule> reruns = Optional.empty();
    private Optional<UndisturbedRule> undisturbed = Optional.empty();
    private String job = "";
    private int restarts;
    private String leader = "";
    /** Since the last check; nothing of the actors changes without. */
    private boolean turnTaken = true;

    /** @param jobManager of the leader; empty while there is none */
    Invariants(Options options, LongSupplier nowMs, Supplier<Optional<JobManager>> jobManager) {
        this.options = options;
        this.nowMs = nowMs;
        this.jobManager = jobManager;
    }

    void watch(String taskManager, SimulatedTaskManager one) {
        watched.put(taskManager, one);
    }

    /** A process is there no more. */
    void gone(String process) {
        watched.remove(process);
        epochs.remove(process);
        if (process.equals(leader)) {
            Optional<String> phase = Optional.ofNullable(states.get(process + "/" + job));
            undisturbed.ifPresent(rule -> rule.leaderDied(phase));
        }
    }

    /** How often a job, or a part of it, ran anew. */
    int restarts() {
        return restarts;
    }

    /** How often what had finished ran anew. */
    int reruns() {
        return reruns.map(RerunRule::reruns).orElse(0);
    }

    /** @param handsOver whether another leader can go on with the job's coordinators */
    void watchRegions(JobID id, JobGraph graph, boolean handsOver) {
        job = "job " + id;
        reruns = Optional.of(new RerunRule(job, graph, this::isLost));
        undisturbed = Optional.of(new UndisturbedRule(options, nowMs, job, handsOver));
    }

    /** How often a leader took over where nothing but its predecessor was lost. */
    int undisturbed() {
        return undisturbed.map(UndisturbedRule::judged).orElse(0);
    }

    void fault(String kind) {
        undisturbed.ifPresent(rule -> rule.fault(kind));
    }

    void sent(Message message) {
        undisturbed.ifPresent(rule -> rule.sent(message));
    }

    /** What a TaskManager keeps could not be read: to its consumers that is as if it were lost. */
    void cannotBeRead(String producer) {
        unreadable.add(producer);
    }

    private boolean isLost(String taskManager) {
        return unreadable.contains(taskManager) || !watched.containsKey(taskManager) || !isRegistered(taskManager);
    }

    private boolean isRegistered(String taskManager) {
        return counts().stream().anyMatch(count -> count.taskManager().name().equals(taskManager));
    }

    /** A TaskManager is given back long after the job's end: it has nothing of it any more. */
    void keepsNothing(String taskManager) {
        SimulatedTaskManager one = watched.get(taskManager);
        if (one != null
                && isRegistered(taskManager)
                && one.runner().partitions().size() > 0) {
            throw new Violation(
                    taskManager + " keeps " + one.runner().partitions().size() + " partitions of a job that has ended");
        }
    }

    private List<SlotCount> counts() {
        return jobManager.get().map(leads -> leads.slotPool().count()).orElse(List.of());
    }

    /** Another process leads: what it says counts from now on. */
    void leads(String node) {
        leader = node;
        reruns.ifPresent(RerunRule::anotherLeader);
    }

    void turnTaken() {
        turnTaken = true;
    }

    void check() {
        reruns.ifPresent(RerunRule::check);
        undisturbed.ifPresent(UndisturbedRule::check);
        if (turnTaken) {
            turnTaken = false;
            slotsGivenAndFreeAreAllSlots();
            epochsOnlyGrow();
        }
    }

    private void slotsGivenAndFreeAreAllSlots() {
        for (SlotCount count : counts()) {
            if (count.given() + count.free() != count.slots()) {
                throw new Violation("slots do not add up: " + count);
            }
        }
    }

    private void epochsOnlyGrow() {
        watched.forEach((name, taskManager) -> {
            Epoch now = taskManager.actor().epoch();
            Epoch before = epochs.put(name, now);
            if (before != null && now.isOlderThan(before)) {
                throw new Violation(name + " went back from epoch " + before + " to " + now);
            }
        });
    }

    /** An attempt begins once, on one TaskManager. */
    void deployed(String taskManager, List<AttemptId> attempts) {
        for (AttemptId attempt : attempts) {
            String before = deployed.put(attempt, taskManager);
            if (before != null) {
                throw new Violation("attempt " + attempt + " ran on " + before + " and again on " + taskManager);
            }
            reruns.ifPresent(rule -> rule.deployed(taskManager, attempt));
        }
    }

    /** Whoever moves, moves from where it was, and jobs only where they may. */
    void moved(String node, String who, Enum<?> from, Enum<?> to, String because) {
        String before = states.put(node + "/" + who, to.name());
        if (before != null && !before.equals(from.name())) {
            throw new Violation(who + " moved from " + from + ", but was " + before);
        }
        if (from instanceof JobPhase phase && to instanceof JobPhase next && !phase.mayBecome(next)) {
            throw new Violation(who + ": " + from + " may not become " + to);
        }
        if (node.equals(leader)) {
            reruns.ifPresent(rule -> rule.moved(who, from, to, because));
            undisturbed.ifPresent(rule -> rule.moved(who, from, to, because));
        }
        if (because.contains("the JobManager made a mistake")) {
            throw new Violation(who + ": " + because);
        }
        if (to == JobPhase.STOPPING_TO_RESTART) {
            restarts++;
        }
    }

    /** For a report: where all jobs, regions and TaskManagers are. */
    String describe() {
        return states + ", slots " + counts();
    }

    void checkTimersAtTheEnd(String node, List<String> armed) {
        for (String timer : armed) {
            if (!TIMERS_AT_THE_END.contains(timer)) {
                throw new Violation("a timer is armed at " + node + " without a reason: " + timer);
            }
        }
    }
}
