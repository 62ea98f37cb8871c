package io.millrace.simulation;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.MissingContainers;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A resource manager in the manner of YARN: grants late and sometimes too many, on machines that were to be avoided, or
 * nothing while its queue is full; some containers fail to launch, some are taken away, machines are lost; and of a death it
 * tells late, twice, or never, or before it has happened.
 */
final class SimulatedYarn implements ContainerDriver {
    private static final int MACHINES = 5;
    private static final int PERCENT = 100;
    private static final int LAUNCH_MS_MAX = 2_000;
    private static final int VERY_LATE_MS = 45_000;
    /** What was taken away may run on for so long. */
    private static final int GRACE_MS_MAX = 10_000;

    private enum Standing {
        STARTING,
        RUNNING
    }

    private record Held(NodeName machine, Standing standing, ContainerProfile profile) {}

    private final World world;
    private final YarnFaults ills;
    private final SplittableRandom random;
    private Consumer<Fact> facts;
    /** What an attempt missed that was not there. */
    private final List<Fact> untold = new ArrayList<>();

    private final Consumer<ContainerId> launcher;
    private final Map<ContainerId, Held> held = new TreeMap<>();
    /** Told to be lost, but its process may still run. */
    private final Set<ContainerId> takenAway = new TreeSet<>();

    private final Set<NodeName> lostMachines = new TreeSet<>();
    private Set<NodeName> avoided = Set.of();
    private long fullUntilMs;
    private int pending;
    private int granted;
    private boolean healed;

    /** @param launcher starts the TaskManager of a container */
    SimulatedYarn(
            World world,
            YarnFaults ills,
            SplittableRandom random,
            Consumer<Fact> facts,
            Consumer<ContainerId> launcher) {
        this.world = world;
        this.ills = ills;
        this.random = random;
        this.facts = facts;
        this.launcher = launcher;
    }

    void heal() {
        healed = true;
        fullUntilMs = world.nowMs();
        lostMachines.clear();
        new ArrayList<>(takenAway).forEach(this::killAtLast);
    }

    private boolean ill(int percent) {
        return !healed && random.nextInt(PERCENT) < percent;
    }

    // Attempts.

    /** What it wanted is forgotten; what runs stays, what was about to does not. */
    void attemptIsOver() {
        pending = 0;
        facts = untold::add;
        held().stream()
                .filter(id -> Objects.requireNonNull(held.get(id)).standing == Standing.STARTING)
                .forEach(held::remove);
    }

    /** The next attempt is told which containers are left, and what has ended since. */
    void register(Consumer<Fact> listener) {
        facts = listener;
        List<Granted> left = new ArrayList<>();
        held.forEach((id, one) -> left.add(new Granted(id, one.profile, one.machine)));
        listener.accept(new Inherited(left));
        untold.forEach(listener);
        untold.clear();
    }

    // Grants.

    @Override
    public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> rather) {
        avoided = rather;
        wanted.forEach((profile, count) -> {
            int missing = MissingContainers.toAskFor(count, pending, count(Standing.STARTING), count(Standing.RUNNING));
            pending += missing;
            for (int i = 0; i < missing; i++) {
                world.events().after(grantDelayMs(), () -> grantIfPending(profile));
            }
        });
    }

    private long grantDelayMs() {
        long delay = 1L + random.nextInt(ills.grantDelayMsMax());
        if (ill(ills.veryLatePercent())) {
            world.faults().count("container granted very late");
            delay += VERY_LATE_MS + random.nextInt(VERY_LATE_MS);
        }
        return delay;
    }

    private int count(Standing standing) {
        int count = 0;
        for (Held one : held.values()) {
            count += one.standing == standing ? 1 : 0;
        }
        return count;
    }

    /** Nothing is granted for a while. */
    void queueIsFullUntil(long atMs) {
        fullUntilMs = Math.max(fullUntilMs, atMs);
    }

    private void grantIfPending(ContainerProfile profile) {
        if (pending == 0) {
            return;
        }
        if (world.nowMs() < fullUntilMs) {
            world.events().at(fullUntilMs + random.nextInt(LAUNCH_MS_MAX), () -> grantIfPending(profile));
            return;
        }
        pending--;
        grant(profile);
        if (ill(ills.surplusPercent())) {
            world.faults().count("container nobody asked for");
            grant(profile);
        }
    }

    private NodeName machine() {
        List<NodeName> there = new ArrayList<>();
        List<NodeName> unwanted = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            NodeName machine = new NodeName("machine-" + i);
            if (!lostMachines.contains(machine)) {
                (avoided.contains(machine) ? unwanted : there).add(machine);
            }
        }
        if (there.isEmpty() || (!unwanted.isEmpty() && ill(ills.avoidedPercent()))) {
            world.faults().count("container on a machine to be avoided");
            return unwanted.get(random.nextInt(unwanted.size()));
        }
        return there.get(random.nextInt(there.size()));
    }

    private void grant(ContainerProfile profile) {
        ContainerId id = new ContainerId(String.format("tm-%03d", granted++));
        NodeName machine = machine();
        held.put(id, new Held(machine, Standing.STARTING, profile));
        facts.accept(new Granted(id, profile, machine));
        boolean fails = ill(ills.launchFailurePercent());
        world.events().after(1L + random.nextInt(LAUNCH_MS_MAX), () -> {
            if (!held.containsKey(id)) {
                return;
            }
            if (fails) {
                world.faults().count("container that failed to launch");
                lose(id, Cause.LAUNCH_FAILED, "exit status 1");
            } else {
                held.put(id, new Held(machine, Standing.RUNNING, profile));
                facts.accept(new Started(id));
                launcher.accept(id);
            }
        });
    }

    // Losses.

    @Override
    public void release(ContainerId container) {
        if (held.remove(container) != null) {
            world.kill(container.name());
        }
        facts.accept(new Lost(container, Cause.RELEASED, "given back"));
    }

    /** A process has ended by itself or was killed: it may be told late, twice, or never. */
    void died(ContainerId container) {
        takenAway.remove(container);
        if (random.nextInt(PERCENT) < ills.toldOfDeathPercent()) {
            tellLate(container, Cause.EXITED, "exit status 137");
        } else if (held.containsKey(container)) {
            world.faults().count("death never told of");
        }
    }

    /** A process has ended by itself and its machine says so at once. */
    void ended(ContainerId container, String diagnostics) {
        takenAway.remove(container);
        world.events().after(1L + random.nextInt(1_000), () -> lose(container, Cause.EXITED, diagnostics));
    }

    private void tellLate(ContainerId container, Cause cause, String diagnostics) {
        int delay = 1 + random.nextInt(healed ? 1_000 : ills.toldLateMsMax());
        if (delay > 5_000) {
            world.faults().count("death told of later than 5 s");
        }
        world.events().after(delay, () -> {
            world.kill(container.name()); // it may have been launched since
            lose(container, cause, diagnostics);
        });
    }

    private void lose(ContainerId container, Cause cause, String diagnostics) {
        if (held.remove(container) == null) {
            return;
        }
        Lost fact = new Lost(container, cause, diagnostics);
        facts.accept(fact);
        if (ill(ills.toldTwicePercent())) {
            world.faults().count("death told of twice");
            world.events().after(1L + random.nextInt(GRACE_MS_MAX), () -> facts.accept(fact));
        }
    }

    /** Takes a container away for another application. */
    void preempt() {
        List<ContainerId> all = held();
        if (all.isEmpty()) {
            return;
        }
        ContainerId victim = all.get(random.nextInt(all.size()));
        world.faults().count("container preempted");
        if (ill(ills.noticePercent())) {
            takeAway(victim, Cause.PREEMPTED, "preempted");
        } else {
            world.kill(victim.name());
            tellLate(victim, Cause.PREEMPTED, "preempted");
        }
    }

    /** It is told before the process is dead. */
    private void takeAway(ContainerId victim, Cause cause, String diagnostics) {
        lose(victim, cause, diagnostics);
        takenAway.add(victim);
        world.events().after(1L + random.nextInt(GRACE_MS_MAX), () -> killAtLast(victim));
    }

    private void killAtLast(ContainerId victim) {
        if (takenAway.remove(victim)) {
            world.kill(victim.name());
        }
    }

    /** All that runs on a machine dies, or only the resource manager believes so; nothing runs there until all is healed. */
    void loseMachine() {
        List<NodeName> used =
                held.values().stream().map(Held::machine).distinct().sorted().toList();
        if (used.isEmpty()) {
            return;
        }
        NodeName machine = used.get(random.nextInt(used.size()));
        lostMachines.add(machine);
        world.faults().count("machine lost");
        world.log(machine + " is lost");
        boolean silent = random.nextBoolean();
        held().stream()
                .filter(id -> Objects.requireNonNull(held.get(id)).machine.equals(machine))
                .forEach(id -> {
                    if (silent) {
                        world.faults().count("container that ran on after its machine was held to be lost");
                        takeAway(id, Cause.NODE_LOST, "no word from " + machine);
                    } else {
                        world.faults().count("container lost with its machine");
                        world.kill(id.name());
                        tellLate(id, Cause.NODE_LOST, machine + " is lost");
                    }
                });
    }

    List<ContainerId> held() {
        return new ArrayList<>(held.keySet());
    }

    int pending() {
        return pending;
    }
}
