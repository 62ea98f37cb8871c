package io.millrace.simulation;

import io.millrace.control.Address;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.checkpoint.SnapshotFiles;
import io.millrace.taskmanager.control.JobManagerLinkSettings;
import io.millrace.taskmanager.control.TaskManagerActor;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.task.TaskSettings;
import io.millrace.taskmanager.worker.JobClassLoaders;
import io.millrace.taskmanager.worker.SteppedTaskRunner;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A TaskManager of the world: its actor, and its real tasks, which are stepped while there is something to do. */
final class SimulatedTaskManager {
    private static final long MANAGED_MEMORY_BYTES = 4L << 20;

    /** So little that the larger jobs spill. */
    private static final long BLOCKING_EXCHANGE_BYTES = 16L << 10;

    private static final int STARVED_TIMES = 10;

    private final World world;
    private final SimulatedNode node;
    private final Options options;
    private final SplittableRandom random;
    private final SteppedTaskRunner runner;
    private final TaskManagerActor actor;
    private boolean stepPlanned;
    private long starvedUntilMs;
    private long wakePlannedMs = Long.MAX_VALUE;

    SimulatedTaskManager(
            World world,
            SimulatedNode node,
            Options options,
            Address jobManager,
            StateBackend state,
            SnapshotFiles snapshots,
            SimulatedWires wires,
            SplittableRandom random,
            Consumer<String> onEnd) {
        this.world = world;
        this.node = node;
        this.options = options;
        this.random = random;
        TaskManagerId id = new TaskManagerId(node.name());
        this.runner = new SteppedTaskRunner(
                id,
                workerSettings(options),
                state,
                snapshots,
                Optional.of(this::onDisk),
                new JobClassLoaders() {
                    @Override
                    public ClassLoader of(JobID job, List<String> classpath) {
                        return World.class.getClassLoader();
                    }

                    @Override
                    public void release(JobID job) {
                        // All jobs share the world's loader.
                    }
                },
                Optional.of(wires.at(id)),
                node.clock()::processingTimeMs,
                fact -> {
                    world.checkpoints().happened(fact);
                    node.post(TaskManagerActor.NAME, fact);
                },
                random.nextLong());
        this.actor = new TaskManagerActor(
                Endpoint.inProcess(id, "host-of-" + id),
                options.slots(),
                jobManager,
                new JobManagerLinkSettings(Duration.ofMillis(options.heartbeatMs()), Duration.ofSeconds(60)),
                new WakingRunner(),
                onEnd);
        node.host(TaskManagerActor.NAME, actor);
    }

    private static TaskManagerSettings workerSettings(Options options) {
        return new TaskManagerSettings(
                options.slots(),
                MANAGED_MEMORY_BYTES,
                4096,
                4,
                BLOCKING_EXCHANGE_BYTES,
                100,
                500,
                30_000,
                new TaskSettings(1L << 20, 20, 2, List.of(Path.of(System.getProperty("java.io.tmpdir")))));
    }

    TaskManagerActor actor() {
        return actor;
    }

    SteppedTaskRunner runner() {
        return runner;
    }

    /** Its tasks take ten times as long until then. */
    void starveUntil(long atMs) {
        starvedUntilMs = atMs;
    }

    /** For a report: what it believes and what it runs. */
    String describe() {
        return node.name() + " " + actor.state() + " in epoch " + actor.epoch().number() + " runs " + actor.running()
                + (node.isPaused() ? ", paused" : "");
    }

    /** Some of what was begun goes on when the process is dead: it is with the file system already. */
    private void onDisk(Runnable work) {
        int delay = world.files().delayMs();
        Runnable whole = () -> {
            work.run();
            poke();
        };
        if (world.files().outlivesItsProcess()) {
            world.events().after(delay, () -> {
                if (node.isAlive()) {
                    node.run(whole);
                } else {
                    world.faults().count("late write of the dead");
                    work.run();
                }
            });
        } else {
            node.runAfter(delay, whole);
        }
    }

    /** There may be something to do for its tasks. */
    void poke() {
        if (!stepPlanned) {
            stepPlanned = true;
            int restMs = world.restMs() + random.nextInt(options.stepMsMax() + 1);
            node.runAfter(world.nowMs() < starvedUntilMs ? (1L + restMs) * STARVED_TIMES : restMs, this::step);
        }
    }

    private void step() {
        stepPlanned = false;
        if (runner.step() > 0) {
            poke();
            return;
        }
        long wake = runner.nextWakeMs();
        if (wake != Long.MAX_VALUE && wake < wakePlannedMs) {
            wakePlannedMs = wake;
            long waitMs = Math.max(0, wake - node.clock().processingTimeMs());
            node.runAfter(node.clock().inTheWorld(waitMs), () -> {
                wakePlannedMs = Long.MAX_VALUE;
                poke();
            });
        }
    }

    /** Passes everything on, wakes the tasks, and tells the world what was deployed. */
    private final class WakingRunner implements TaskRunner {
        @Override
        public void deploy(
                JobID job, byte[] graph, List<AttemptId> attempts, Placements placements, Optional<Restore> restore) {
            world.deployed(node.name(), attempts);
            world.checkpoints().deployed(attempts, restore);
            runner.deploy(job, graph, attempts, placements, restore);
            poke();
        }

        @Override
        public void cancel(AttemptId attempt, String reason) {
            runner.cancel(attempt, reason);
            poke();
        }

        @Override
        public void giveSplits(AttemptId attempt, List<byte[]> splits, boolean noMore) {
            runner.giveSplits(attempt, splits, noMore);
            poke();
        }

        @Override
        public void tell(AttemptId attempt, int operator, byte[] message) {
            runner.tell(attempt, operator, message);
            poke();
        }

        @Override
        public void triggerCheckpoint(
                JobID job, long checkpoint, long timestamp, String directory, List<AttemptId> attempts) {
            world.checkpoints().triggered(node.name(), checkpoint);
            runner.triggerCheckpoint(job, checkpoint, timestamp, directory, attempts);
            poke();
        }

        @Override
        public void checkpointCompleted(JobID job, long checkpoint) {
            world.checkpoints().told(node.name(), checkpoint);
            runner.checkpointCompleted(job, checkpoint);
            poke();
        }

        @Override
        public void checkpointAborted(JobID job, long checkpoint) {
            runner.checkpointAborted(job, checkpoint);
            poke();
        }

        @Override
        public void release(List<PartitionId> partitions) {
            runner.release(partitions);
        }

        @Override
        public void forget(JobID job) {
            runner.forget(job);
        }
    }
}
