package io.millrace.simulation;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * YARN's attempts at running the ApplicationMaster: when one has ended, or was silent for too long, there is a next one, and
 * the containers stay. What an attempt wants that is not the latest is not heard.
 */
final class SimulatedAttempts {
    private static final int NOTICED_MS_MAX = 2_000;
    private static final int LAUNCH_MS_MAX = 3_000;
    private static final int KILLED_LATE_MS_MAX = 40_000;

    private final World world;
    private final SplittableRandom random;
    private final Map<String, SimulatedMaster> living = new TreeMap<>();
    private int number;
    private boolean nextIsComing;
    private boolean healed;
    private Optional<SimulatedMaster> registered = Optional.empty();

    SimulatedAttempts(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** The first attempt, which leads at once if nobody elects. */
    void begin() {
        start();
    }

    private void start() {
        nextIsComing = false;
        number++;
        SimulatedMaster master = world.startMaster(number);
        living.put(master.name(), master);
        master.begin();
    }

    // What is there.

    /** The master of the latest attempt; empty between two. */
    Optional<SimulatedMaster> latest() {
        return living.values().stream()
                .filter(master -> master.attempt() == number)
                .findFirst();
    }

    /** The master that has registered last, if it is of the latest attempt and lives. */
    Optional<SimulatedMaster> registered() {
        return registered.filter(master -> master.node().isAlive() && master.attempt() == number);
    }

    /** All processes that are or were leaders and live. */
    Map<String, SimulatedMaster> living() {
        return living;
    }

    int count() {
        return number;
    }

    // What happens to them.

    void heal() {
        healed = true;
        living.values().stream()
                .filter(master -> master.attempt() != number)
                .toList()
                .forEach(this::kill);
    }

    /** A process is killed, and YARN notices. */
    void die(SimulatedMaster master) {
        kill(master);
        if (master.attempt() == number) {
            next(1L + random.nextInt(NOTICED_MS_MAX));
        }
    }

    /** A process has ended by itself. */
    void ended(SimulatedMaster master) {
        if (master.node().isAlive()) {
            die(master);
        }
    }

    private void kill(SimulatedMaster master) {
        living.remove(master.name());
        world.kill(master.name());
    }

    /** It is paused: if that lasts for too long, YARN starts another, and kills this one some time. */
    void isPaused(SimulatedMaster master) {
        world.events().after(world.options().leaders().attemptExpiryMs(), () -> {
            if (master.node().isAlive() && master.node().isPaused() && master.attempt() == number) {
                world.faults().count("attempt expired while its process lived");
                world.log("YARN takes " + master.name() + " for dead");
                next(0);
                world.events().after(1L + random.nextInt(KILLED_LATE_MS_MAX), () -> {
                    if (master.node().isAlive()) {
                        kill(master);
                    }
                });
            }
        });
    }

    private void next(long afterMs) {
        if (nextIsComing || !world.options().leaders().change()) {
            return;
        }
        nextIsComing = true;
        world.faults().count("another attempt of the ApplicationMaster");
        world.events().after(afterMs, () -> {
            world.yarn().attemptIsOver();
            world.events().after(1L + random.nextInt(healed ? 1_000 : LAUNCH_MS_MAX), this::start);
        });
    }

    /** An attempt says that it is there; it is told which containers are left. */
    ContainerDriver register(SimulatedMaster master, Consumer<ContainerDriver.Fact> facts) {
        if (master.attempt() == number) {
            registered = Optional.of(master);
            world.yarn().register(facts);
        }
        return new ContainerDriver() {
            @Override
            public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided) {
                if (isLatest()) {
                    world.yarn().want(wanted, avoided);
                }
            }

            @Override
            public void release(ContainerId container) {
                if (isLatest()) {
                    world.yarn().release(container);
                }
            }

            private boolean isLatest() {
                if (master.attempt() != number || nextIsComing) {
                    world.faults().count("wish of an attempt that is over");
                    return false;
                }
                return true;
            }
        };
    }
}
