package io.millrace.simulation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Has leaders die, sleep and be deposed, at any time and in the middle of what they write. When all is healed no more. */
final class LeaderPlan {
    private static final int WITHIN_MS = 40_000;
    private static final int EARLY_MS = 6_000;
    private static final int OUTAGE_MS_MAX = 20_000;

    /** A leader makes some steps at its files for each entry, and some more when it begins. */
    private static final int STEPS_MAX = 60;

    private final World world;
    private final LeaderFaults ills;
    private final SplittableRandom random;
    private int deathsAtFiles;
    private int stepsToDeath = -1;
    private Optional<Pattern> deadlyStep = Optional.empty();
    private OptionalLong deadlyMs = OptionalLong.empty();
    private boolean healed;

    LeaderPlan(World world, LeaderFaults ills, SplittableRandom random) {
        this.world = world;
        this.ills = ills;
        this.random = random;
    }

    void begin() {
        plan(ills.deaths(), this::killLeader);
        plan(ills.longPauses(), this::pauseLeader);
        plan(ills.suspensions(), this::suspendLeader);
        plan(ills.expiries(), this::expireSession);
        plan(ills.outages(), this::breakZooKeeper);
        deadlyMs.ifPresent(ms -> world.events().after(ms, this::killLeader));
        deathsAtFiles = ills.deathsAtFiles();
        drawSteps();
    }

    private void plan(int times, Runnable fault) {
        for (int i = 0; i < times; i++) {
            world.events().after(random.nextInt(random.nextInt(3) == 0 ? EARLY_MS : WITHIN_MS), () -> {
                if (!healed) {
                    fault.run();
                }
            });
        }
    }

    void heal() {
        healed = true;
    }

    private Optional<SimulatedMaster> leader() {
        return world.attempts().latest();
    }

    private void killLeader() {
        leader().ifPresent(master -> {
            world.faults().count("JobManager killed");
            world.attempts().die(master);
        });
    }

    private void pauseLeader() {
        leader().ifPresent(master -> {
            int ms = 1 + random.nextInt(ills.longPauseMsMax());
            world.faults().count("JobManager paused for long");
            world.log(master.name() + " is paused for " + ms + " ms");
            master.node().pauseUntil(world.nowMs() + ms);
            world.attempts().isPaused(master);
        });
    }

    private void suspendLeader() {
        leader().ifPresent(master -> {
            world.faults().count("JobManager cut off from ZooKeeper");
            long until = world.nowMs() + 1 + random.nextInt(ills.suspensionMsMax());
            world.log(master.name() + " is cut off from ZooKeeper until " + until);
            world.network().cut(master.name(), SimulatedZooKeeper.NODE, until);
        });
    }

    private void expireSession() {
        if (world.zookeeper().expireFirst()) {
            world.faults().count("session expired");
        }
    }

    private void breakZooKeeper() {
        world.faults().count("ZooKeeper out");
        world.zookeeper().isOutUntil(world.nowMs() + 1 + random.nextInt(OUTAGE_MS_MAX));
    }

    private void drawSteps() {
        stepsToDeath = deathsAtFiles-- > 0 ? random.nextInt(STEPS_MAX) : -1;
    }

    /** The first leader to come to this step, such as {@code renames to PATH} or {@code has renamed to PATH}, dies there. */
    void diesAt(Pattern step) {
        deadlyStep = Optional.of(step);
    }

    /** Whoever leads then dies. */
    void diesAfterMs(long ms) {
        deadlyMs = OptionalLong.of(ms);
    }

    /** A process is between two steps at its files: it may die there. */
    void atFile(String process, String what, String path) {
        List<SimulatedMaster> is = world.attempts().living().values().stream()
                .filter(master -> master.name().equals(process))
                .toList();
        if (healed || is.isEmpty()) {
            return;
        }
        if (deadlyStep.filter(step -> step.matcher(what + " " + path).matches()).isPresent()) {
            deadlyStep = Optional.empty();
        } else if (stepsToDeath < 0 || stepsToDeath-- > 0) {
            return;
        } else {
            drawSteps();
        }
        world.faults().count("JobManager killed at its files");
        world.attempts().die(is.get(0));
        throw new ProcessDied(process);
    }
}
