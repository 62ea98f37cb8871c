package io.millrace.jobmanager.container;

import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.protocol.TaskManagerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the containers at what is needed: wishes at every heartbeat for as many as hold the slots in use and wanted, and
 * releases those that were idle for too long and are not needed. A part of the slot pool's turns.
 */
public final class ContainerReconciler {
    /** One launch may fail by bad luck; a node where two did is rather left alone while there are others. */
    private static final int LAUNCH_FAILURES_TO_AVOID = 2;

    private enum Standing {
        /** Its TaskManager has not registered. */
        STARTING,
        RUNNING,
        /** Given back; awaits the word that it is lost. */
        RELEASED
    }

    private record Held(NodeName node, Standing standing, Instant grantedAt, Optional<Instant> idleSince) {
        Held as(Standing next) {
            return new Held(node, next, grantedAt, Optional.empty());
        }
    }

    // What it was told.
    private final ContainerDriver driver;
    private final ContainerProfile profile;
    private final int containersMin;
    private final int containersSpare;
    private final Duration idleTimeout;
    private final Duration registrationTimeout;

    // What it knows.
    private final Map<ContainerId, Held> held = new TreeMap<>();
    private final Map<NodeName, Integer> launchFailures = new TreeMap<>();
    private Optional<String> refusal = Optional.empty();

    /**
     * @param containersMin so many are kept even if nothing needs them
     * @param containersSpare so many more are kept as long as any slot is needed
     * @param idleTimeout a container whose slots were all free for so long is given back
     * @param registrationTimeout one whose TaskManager has not registered for so long is given back: its process may have
     *     died in silence before it said a word
     */
    public ContainerReconciler(
            ContainerDriver driver,
            ContainerProfile profile,
            int containersMin,
            int containersSpare,
            Duration idleTimeout,
            Duration registrationTimeout) {
        this.driver = driver;
        this.profile = profile;
        this.containersMin = containersMin;
        this.containersSpare = containersSpare;
        this.idleTimeout = idleTimeout;
        this.registrationTimeout = registrationTimeout;
    }

    public ContainerProfile profile() {
        return profile;
    }

    /** Why no more containers can be had; empty as long as nothing speaks against it. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** Containers whose TaskManagers have not registered. */
    public int starting() {
        return (int) held.values().stream()
                .filter(container -> container.standing == Standing.STARTING)
                .count();
    }

    public void granted(ContainerDriver.Granted fact, Instant now) {
        held.putIfAbsent(fact.container(), new Held(fact.node(), Standing.STARTING, now, Optional.empty()));
        refusal = Optional.empty();
    }

    public void refused(String reason) {
        refusal = Optional.of(reason);
    }

    /** A container is gone: it is replaced at the next wish if it is still needed. */
    public void lost(ContainerId container, Cause cause) {
        Held gone = held.remove(container);
        if (gone != null && cause == Cause.LAUNCH_FAILED) {
            launchFailures.merge(gone.node, 1, Integer::sum);
        }
        refusal = Optional.empty();
    }

    /** The TaskManager in a container has registered. One that came without a container is nobody's to give back. */
    public void registered(TaskManagerId taskManager) {
        ContainerId id = new ContainerId(taskManager.name());
        Held container = held.get(id);
        if (container != null && container.standing != Standing.RELEASED) {
            held.put(id, container.as(Standing.RUNNING));
            driver.registered(id);
        }
    }

    /** A TaskManager is given up though its container may live: it is given back. */
    public void giveUp(TaskManagerId taskManager) {
        release(new ContainerId(taskManager.name()));
    }

    private void release(ContainerId id) {
        Held container = held.get(id);
        if (container != null && container.standing != Standing.RELEASED) {
            held.put(id, container.as(Standing.RELEASED));
            driver.release(id);
        }
    }

    /**
     * Wishes for what is needed, and releases what was idle for too long.
     *
     * @param slotsNeeded slots that are in use or waited for
     * @param idle the TaskManagers of which no slot is in use
     */
    public void reconcile(int slotsNeeded, Set<TaskManagerId> idle, Instant now) {
        int spare = slotsNeeded > 0 ? containersSpare : 0;
        int needed = Math.max(containersMin, MissingContainers.holding(slotsNeeded, profile.slots()) + spare);
        releaseSilent(now);
        releaseIdle(needed, idle, now);
        driver.want(Map.of(profile, needed), avoided());
    }

    private void releaseSilent(Instant now) {
        List<ContainerId> silent = new ArrayList<>();
        held.forEach((id, container) -> {
            if (container.standing == Standing.STARTING
                    && !now.isBefore(container.grantedAt.plus(registrationTimeout))) {
                silent.add(id);
            }
        });
        silent.forEach(this::release);
    }

    private void releaseIdle(int needed, Set<TaskManagerId> idle, Instant now) {
        List<ContainerId> idleForLong = new ArrayList<>();
        int usable = 0;
        for (Map.Entry<ContainerId, Held> entry : held.entrySet()) {
            Held container = entry.getValue();
            usable += container.standing == Standing.RELEASED ? 0 : 1;
            boolean isIdle = container.standing == Standing.RUNNING
                    && idle.contains(entry.getKey().taskManager());
            Optional<Instant> since = isIdle ? Optional.of(container.idleSince.orElse(now)) : Optional.empty();
            entry.setValue(new Held(container.node, container.standing, container.grantedAt, since));
            if (since.isPresent() && !now.isBefore(since.get().plus(idleTimeout))) {
                idleForLong.add(entry.getKey());
            }
        }
        idleForLong.stream().limit(Math.max(0, usable - needed)).forEach(this::release);
    }

    private Set<NodeName> avoided() {
        Set<NodeName> avoided = new TreeSet<>();
        launchFailures.forEach((node, failures) -> {
            if (failures >= LAUNCH_FAILURES_TO_AVOID) {
                avoided.add(node);
            }
        });
        return avoided;
    }
}
