package io.millrace.simulation;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.MissingContainers;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A resource manager in the manner of YARN: grants late and sometimes too many, some containers fail to launch, and of a
 * death it tells late or never.
 */
final class SimulatedYarn implements ContainerDriver {
    private static final int MACHINES = 5;

    private enum Standing {
        STARTING,
        RUNNING
    }

    private final World world;
    private final Options options;
    private final SplittableRandom random;
    private final Consumer<Fact> facts;
    private final Consumer<ContainerId> launcher;
    private final Map<ContainerId, Standing> held = new TreeMap<>();
    private int pending;
    private int granted;
    private boolean healed;

    /** @param launcher starts the TaskManager of a container */
    SimulatedYarn(
            World world,
            Options options,
            SplittableRandom random,
            Consumer<Fact> facts,
            Consumer<ContainerId> launcher) {
        this.world = world;
        this.options = options;
        this.random = random;
        this.facts = facts;
        this.launcher = launcher;
    }

    void heal() {
        healed = true;
    }

    @Override
    public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided) {
        wanted.forEach((profile, count) -> {
            int missing = MissingContainers.toAskFor(count, pending, count(Standing.STARTING), count(Standing.RUNNING));
            pending += missing;
            for (int i = 0; i < missing; i++) {
                long delay = 1L + random.nextInt(options.grantDelayMsMax());
                world.events().after(delay, () -> grantIfPending(profile));
            }
        });
    }

    private int count(Standing standing) {
        return (int) held.values().stream().filter(one -> one == standing).count();
    }

    private void grantIfPending(ContainerProfile profile) {
        if (pending == 0) {
            return;
        }
        pending--;
        grant(profile);
        if (!healed && random.nextInt(100) < options.surplusGrantPercent()) {
            world.faults().count("container nobody asked for");
            grant(profile);
        }
    }

    private void grant(ContainerProfile profile) {
        ContainerId id = new ContainerId(String.format("tm-%03d", granted++));
        held.put(id, Standing.STARTING);
        facts.accept(new Granted(id, profile, new NodeName("machine-" + random.nextInt(MACHINES))));
        boolean fails = !healed && random.nextInt(100) < options.launchFailurePercent();
        world.events().after(1L + random.nextInt(2000), () -> {
            if (!held.containsKey(id)) {
                return;
            }
            if (fails) {
                world.faults().count("container that failed to launch");
                lose(id, Cause.LAUNCH_FAILED);
            } else {
                held.put(id, Standing.RUNNING);
                facts.accept(new Started(id));
                launcher.accept(id);
            }
        });
    }

    @Override
    public void release(ContainerId container) {
        if (held.remove(container) != null) {
            world.kill(container.name());
        }
        facts.accept(new Lost(container, Cause.RELEASED, "given back"));
    }

    /** Of a process that ended by itself or was killed; the resource manager may find out. */
    void exited(ContainerId container, boolean tells) {
        if (tells) {
            world.events().after(1L + random.nextInt(1000), () -> lose(container, Cause.EXITED));
        }
    }

    private void lose(ContainerId container, Cause cause) {
        if (held.remove(container) != null) {
            facts.accept(new Lost(container, cause, "exit status 137"));
        }
    }

    List<ContainerId> held() {
        return new ArrayList<>(held.keySet());
    }

    int pending() {
        return pending;
    }
}
