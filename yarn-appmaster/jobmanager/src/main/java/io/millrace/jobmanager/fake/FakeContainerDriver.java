package io.millrace.jobmanager.fake;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.MissingContainers;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A resource manager whose grants, starts and losses are buttons. Nothing happens before one is pressed, except that a
 * container given back is lost at once.
 */
public final class FakeContainerDriver implements ContainerDriver {
    private record Held(ContainerProfile profile, boolean started) {}

    private final String prefix;
    private final Consumer<Fact> facts;
    private final Map<ContainerProfile, Integer> pending = new TreeMap<>();
    private final Map<ContainerId, Held> held = new LinkedHashMap<>();
    private final List<ContainerId> released = new ArrayList<>();
    private Map<ContainerProfile, Integer> wanted = new TreeMap<>();
    private int granted;

    /** @param prefix of the names of its containers */
    public FakeContainerDriver(String prefix, Consumer<Fact> facts) {
        this.prefix = prefix;
        this.facts = facts;
    }

    @Override
    public void want(Map<ContainerProfile, Integer> wish, Set<NodeName> avoided) {
        wanted = new TreeMap<>(wish);
        wanted.forEach((profile, count) -> {
            int waiting = pending.getOrDefault(profile, 0);
            int starting = (int) held.values().stream()
                    .filter(one -> one.profile.equals(profile) && !one.started)
                    .count();
            int running = (int) held.values().stream()
                    .filter(one -> one.profile.equals(profile) && one.started)
                    .count();
            pending.put(profile, waiting + MissingContainers.toAskFor(count, waiting, starting, running));
        });
    }

    @Override
    public void release(ContainerId container) {
        released.add(container);
        held.remove(container);
        facts.accept(new Lost(container, Cause.RELEASED, "given back"));
    }

    /** The latest wish. */
    public Map<ContainerProfile, Integer> wanted() {
        return wanted;
    }

    /** Asked for and not granted. */
    public int pending() {
        return pending.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Granted and neither lost nor given back. */
    public List<ContainerId> held() {
        return new ArrayList<>(held.keySet());
    }

    public List<ContainerId> released() {
        return released;
    }

    // Buttons.

    /** Grants one container, asked for or not. */
    public ContainerId grant(ContainerProfile profile, NodeName node) {
        ContainerId id = new ContainerId(prefix + granted++);
        pending.computeIfPresent(profile, (same, count) -> Math.max(0, count - 1));
        held.put(id, new Held(profile, false));
        facts.accept(new Granted(id, profile, node));
        return id;
    }

    public void start(ContainerId id) {
        Held one = held.get(id);
        if (one != null) {
            held.put(id, new Held(one.profile, true));
            facts.accept(new Started(id));
        }
    }

    public void lose(ContainerId id, Cause cause, String diagnostics) {
        held.remove(id);
        facts.accept(new Lost(id, cause, diagnostics));
    }

    public void refuse(ContainerProfile profile, String reason) {
        facts.accept(new Refused(profile, reason));
    }

    public void fail(String reason) {
        facts.accept(new DriverFailed(reason));
    }
}
