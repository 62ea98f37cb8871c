package io.millrace.simulation;

import io.millrace.jobmanager.container.ContainerId;
import io.millrace.protocol.TaskManagerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Has the faults of a run happen: to processes, machines, links and clocks. Half of them strike early, to hit jobs that are
 * short or about to begin; some strike while a job recovers from others. When the world is healed there are no more.
 */
final class FaultPlan {
    private static final int EARLY_MS = 4_000;
    private static final int LATE_MS = 20_000;
    private static final int JOB_MANAGER_PAUSE_MS_MAX = 20_000;
    private static final int STROBE_MS = 1_000;
    private static final int STROBE_STEP_MS = 50;

    /** What the plan needs of the world. */
    interface Stage {
        /** The names of all TaskManagers that live. */
        List<String> taskManagers();

        Optional<SimulatedNode> node(String name);

        /** The name of the latest JobManager. */
        String jobManager();

        Optional<SimulatedTaskManager> taskManager(String name);

        void kill(String taskManager);

        void log(String line);
    }

    private final Stage stage;
    private final Options options;
    private final SplittableRandom random;
    private final EventQueue events;
    private final FaultCounts counts;
    private final SimulatedYarn yarn;
    private final SimulatedNetwork network;
    private final SimulatedWires wires;
    private int deathsInRecovery;
    private boolean healed;

    FaultPlan(
            Stage stage,
            Options options,
            SplittableRandom random,
            EventQueue events,
            FaultCounts counts,
            SimulatedYarn yarn,
            SimulatedNetwork network,
            SimulatedWires wires) {
        this.stage = stage;
        this.options = options;
        this.random = random;
        this.events = events;
        this.counts = counts;
        this.yarn = yarn;
        this.network = network;
        this.wires = wires;
        this.deathsInRecovery = options.processes().deathsInRecovery();
    }

    void begin() {
        ProcessFaults processes = options.processes();
        plan(processes.deaths(), this::killOne);
        plan(processes.bursts(), this::killSeveral);
        plan(processes.ends(), this::endOne);
        plan(processes.pauses(), this::pauseOne);
        plan(processes.jobManagerPauses(), this::pauseJobManager);
        plan(processes.starvations(), this::starveOne);
        NetworkFaults links = options.network();
        plan(links.clogs(), this::clogOne);
        plan(links.swizzles(), this::swizzle);
        plan(links.partitions(), this::partition);
        plan(links.channelBreaks(), this::breakChannels);
        plan(options.yarn().fullQueues(), this::fillQueue);
        plan(options.yarn().preemptions(), yarn::preempt);
        plan(options.yarn().nodeLosses(), yarn::loseMachine);
        plan(options.clocks().jumps(), this::setClock);
        plan(options.clocks().strobes(), this::strobe);
    }

    private void plan(int times, Runnable fault) {
        for (int i = 0; i < times; i++) {
            later(random.nextInt(random.nextBoolean() ? EARLY_MS : LATE_MS), fault);
        }
    }

    private void later(long delayMs, Runnable fault) {
        events.after(delayMs, () -> {
            if (!healed) {
                fault.run();
            }
        });
    }

    void heal() {
        healed = true;
        nodes().forEach(name -> stage.node(name).ifPresent(SimulatedNode::wake));
    }

    /** A job has begun to recover from something. */
    void recoveryBegins() {
        if (deathsInRecovery > 0) {
            deathsInRecovery--;
            later(
                    random.nextInt(random.nextBoolean() ? 50 : 3_000),
                    () -> oneOfTheLiving().ifPresent(name -> {
                        counts.count("TaskManager killed during a recovery");
                        die(name);
                    }));
        }
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Optional<String> oneOfTheLiving() {
        List<String> living = stage.taskManagers();
        return living.isEmpty() ? Optional.empty() : Optional.of(oneOf(living));
    }

    /** The JobManager, the client, and all TaskManagers. */
    private List<String> nodes() {
        List<String> all = new ArrayList<>(List.of(stage.jobManager(), World.CLIENT));
        all.addAll(stage.taskManagers());
        return all;
    }

    // Processes.

    private void die(String name) {
        stage.kill(name);
        yarn.died(new ContainerId(name));
    }

    private void killOne() {
        oneOfTheLiving().ifPresent(name -> {
            counts.count("TaskManager killed");
            die(name);
        });
    }

    private void killSeveral() {
        List<String> living = stage.taskManagers();
        int percent = 50 + random.nextInt(51);
        if (living.size() > 1) {
            counts.count("burst of deaths");
        }
        for (String name : living) {
            if (random.nextInt(100) < percent) {
                counts.count("TaskManager killed in a burst");
                die(name);
            }
        }
    }

    private void endOne() {
        oneOfTheLiving().ifPresent(name -> {
            counts.count("TaskManager ended by a signal");
            stage.kill(name);
            yarn.ended(new ContainerId(name), "exit status 143");
        });
    }

    private void pauseOne() {
        oneOfTheLiving().ifPresent(name -> {
            counts.count("TaskManager paused");
            pause(name, 1 + random.nextInt(options.processes().pauseMsMax()));
        });
    }

    private void pauseJobManager() {
        counts.count("JobManager paused");
        pause(stage.jobManager(), 1 + random.nextInt(JOB_MANAGER_PAUSE_MS_MAX));
    }

    private void pause(String name, int ms) {
        stage.log(name + " is paused for " + ms + " ms");
        stage.node(name).ifPresent(node -> node.pauseUntil(events.nowMs() + ms));
    }

    private void starveOne() {
        long until = events.nowMs() + 1 + random.nextInt(options.processes().starvationMsMax());
        oneOfTheLiving().flatMap(stage::taskManager).ifPresent(starved -> {
            counts.count("TaskManager starved");
            starved.starveUntil(until);
        });
    }

    // Links.

    private void clogOne() {
        List<String> all = nodes();
        String from = oneOf(all);
        String to = oneOf(all);
        if (!from.equals(to)) {
            counts.count("link clogged");
            network.clog(
                    from, to, events.nowMs() + random.nextInt(options.network().clogMsMax()));
        }
    }

    /** One link after the other of some nodes is clogged, and opened in another order. */
    private void swizzle() {
        counts.count("swizzle-clog");
        for (String one : some(stage.taskManagers())) {
            for (String other : nodes()) {
                if (!one.equals(other)) {
                    long ends = events.nowMs() + 2_000 + random.nextInt(5_000);
                    later(random.nextInt(2_000), () -> {
                        network.clog(one, other, ends);
                        network.clog(other, one, ends);
                    });
                }
            }
        }
    }

    private List<String> some(List<String> all) {
        List<String> some = new ArrayList<>(all);
        some.removeIf(any -> random.nextBoolean());
        return some;
    }

    /** Some TaskManagers cannot be heard by the others, or cannot hear them, or neither. */
    private void partition() {
        List<String> apart = some(stage.taskManagers());
        List<String> others = nodes();
        others.removeAll(apart);
        if (apart.isEmpty()) {
            return;
        }
        boolean oneWay = random.nextInt(100) < options.network().oneWayPercent();
        boolean outwards = random.nextBoolean();
        boolean breaks = random.nextBoolean();
        long until = events.nowMs() + 1 + random.nextInt(options.network().partitionMsMax());
        counts.count(oneWay ? "partition one way" : "partition");
        stage.log(apart + " are cut off until " + until + (oneWay ? outwards ? ", unheard" : ", deaf" : ""));
        for (String one : apart) {
            for (String other : others) {
                if (!oneWay || outwards) {
                    network.cut(one, other, until);
                }
                if (!oneWay || !outwards) {
                    network.cut(other, one, until);
                }
                if (breaks) {
                    wires.breakBetween(new TaskManagerId(one), new TaskManagerId(other));
                }
            }
        }
    }

    private void breakChannels() {
        List<String> living = stage.taskManagers();
        if (living.size() > 1) {
            TaskManagerId one = new TaskManagerId(oneOf(living));
            TaskManagerId other = new TaskManagerId(oneOf(living));
            if (wires.breakBetween(one, other) > 0) {
                counts.count("data channels broken between two TaskManagers");
            }
        }
    }

    private void fillQueue() {
        counts.count("queue full");
        yarn.queueIsFullUntil(events.nowMs() + random.nextInt(options.yarn().fullQueueMsMax()));
    }

    // Clocks.

    private void setClock() {
        int most = options.clocks().jumpMsMax();
        set(oneOf(nodes()), random.nextInt(-most, most));
    }

    private void set(String name, long forwardsMs) {
        counts.count(forwardsMs < 0 ? "clock set back" : "clock set forwards");
        stage.log("the clock of " + name + " is set by " + forwardsMs + " ms");
        stage.node(name).ifPresent(node -> node.clock().set(forwardsMs));
    }

    private void strobe() {
        String name = oneOf(nodes());
        long by = 1L + random.nextInt(options.clocks().jumpMsMax());
        counts.count("clock strobe");
        for (int at = 0; at < STROBE_MS; at += 2 * STROBE_STEP_MS) {
            later(at, () -> stage.node(name).ifPresent(node -> node.clock().set(by)));
            // Back in any case, or it would be no strobe.
            events.after(
                    at + STROBE_STEP_MS,
                    () -> stage.node(name).ifPresent(node -> node.clock().set(-by)));
        }
    }
}
