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
        STARTING,
        RUNNING
    }

    private record Held(NodeName node, Standing standing, Optional<Instant> idleSince) {}

    // What it was told.
    private final ContainerDriver driver;
    private final ContainerProfile profile;
    private final int containersMin;
    private final Duration idleTimeout;

    // What it knows.
    private final Map<ContainerId, Held> held = new TreeMap<>();
    private final Map<NodeName, Integer> launchFailures = new TreeMap<>();
    private Optional<String> refusal = Optional.empty();

    /**
     * @param containersMin so many are kept even if nothing needs them
     * @param idleTimeout a container whose slots were all free for so long is given back
     */
    public ContainerReconciler(
            ContainerDriver driver, ContainerProfile profile, int containersMin, Duration idleTimeout) {
        this.driver = driver;
        this.profile = profile;
        this.containersMin = containersMin;
        this.idleTimeout = idleTimeout;
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

    public void granted(ContainerDriver.Granted fact) {
        held.putIfAbsent(fact.container(), new Held(fact.node(), Standing.STARTING, Optional.empty()));
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
        held.computeIfPresent(
                new ContainerId(taskManager.name()),
                (id, container) -> new Held(container.node, Standing.RUNNING, Optional.empty()));
    }

    /** A TaskManager is given up though its container may live: it is given back. */
    public void giveUp(TaskManagerId taskManager) {
        ContainerId container = new ContainerId(taskManager.name());
        if (held.containsKey(container)) {
            driver.release(container);
        }
    }

    /**
     * Wishes for what is needed, and releases what was idle for too long.
     *
     * @param slotsNeeded slots that are in use or waited for
     * @param idle the TaskManagers of which no slot is in use
     */
    public void reconcile(int slotsNeeded, Set<TaskManagerId> idle, Instant now) {
        int needed = Math.max(containersMin, MissingContainers.holding(slotsNeeded, profile.slots()));
        releaseIdle(needed, idle, now);
        driver.want(Map.of(profile, needed), avoided());
    }

    private void releaseIdle(int needed, Set<TaskManagerId> idle, Instant now) {
        int surplus = held.size() - needed;
        List<ContainerId> given = new ArrayList<>();
        for (Map.Entry<ContainerId, Held> entry : held.entrySet()) {
            Held container = entry.getValue();
            boolean isIdle = container.standing == Standing.RUNNING
                    && idle.contains(entry.getKey().taskManager());
            Optional<Instant> since = isIdle ? Optional.of(container.idleSince.orElse(now)) : Optional.empty();
            entry.setValue(new Held(container.node, container.standing, since));
            if (given.size() < surplus
                    && since.isPresent()
                    && !now.isBefore(since.get().plus(idleTimeout))) {
                given.add(entry.getKey());
            }
        }
        given.forEach(driver::release);
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
