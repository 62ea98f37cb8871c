package io.millrace.taskmanager.worker;

import io.millrace.control.Steppable;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.checkpoint.CheckpointRounds;
import io.millrace.taskmanager.checkpoint.SnapshotFiles;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.exchange.partition.MemorySpillDirectory;
import io.millrace.taskmanager.exchange.partition.PartitionStore;
import io.millrace.taskmanager.memory.PagePool;
import io.millrace.taskmanager.task.Task;
import io.millrace.taskmanager.task.TaskHost;
import io.millrace.taskmanager.task.TaskServices;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks without threads, for the simulation: {@link #step} steps each task once, in an order drawn anew each time, and
 * then does what its disk has to do.
 * One thread calls everything; facts are told during the calls. A task that would need a thread (it blocks, its source
 * owns its loop, one call emits more than fits in the overflow) is a mistake of the simulated job: {@link #step} throws.
 */
public final class SteppedTaskRunner implements TaskRunner, Steppable {
    private final JobClassLoaders classLoaders;
    private final TaskServices services;
    private final ChannelHub hub;
    private final PartitionStore partitions;
    private final Queue<Runnable> diskWork = new ArrayDeque<>();
    private final TaskPlanner planner;
    private final Random order;
    private final Map<AttemptId, Task> running = new LinkedHashMap<>();
    private @Nullable IllegalStateException mistake;

    private final TaskHost host = new TaskHost() {
        @Override
        public void signal(Task task) {}

        @Override
        public void separate(Task task, String because) {
            throw refuse(task.attempt() + " needs a thread of its own: " + because);
        }

        @Override
        public Thread start(String name, Runnable body) {
            throw refuse("a thread '" + name + "' was asked for");
        }
    };

    /**
     * @param snapshots where checkpoints lie; all TaskManagers have the same
     * @param snapshotWork what is to be done with them, one at a time; empty: {@link #step} does it
     * @param seed draws the order in which tasks are stepped
     * @param clock virtual time
     */
    public SteppedTaskRunner(
            TaskManagerId self,
            TaskManagerSettings settings,
            StateBackend stateBackend,
            SnapshotFiles snapshots,
            Optional<Executor> snapshotWork,
            JobClassLoaders classLoaders,
            Optional<RemoteChannels> remote,
            StateBackend.ProcessingClock clock,
            Consumer<Fact> facts,
            long seed) {
        this.classLoaders = classLoaders;
        this.hub = new ChannelHub(settings.channelBatchesMax());
        this.partitions = new PartitionStore(
                new PartitionStore.Settings(
                        settings.blockingExchangeBytesMax(),
                        settings.channelBatchesMax(),
                        List.of(new MemorySpillDirectory("simulated disk of " + self, Long.MAX_VALUE))),
                new PartitionStore.Work(diskWork::add, 1, diskWork::add),
                id -> facts.accept(new Kept(id)));
        remote.ifPresent(carrier -> carrier.unannounced(partitions));
        CheckpointRounds rounds =
                new CheckpointRounds(self, snapshots, snapshotWork.orElse(diskWork::add), clock, facts);
        this.services = new TaskServices(settings.task(), hub, partitions, stateBackend, rounds, clock, facts);
        this.order = new Random(seed);
        List<PagePool> pools = new ArrayList<>();
        for (int i = 0; i < settings.slots(); i++) {
            pools.add(new PagePool(settings.managedMemoryBytes() / settings.slots(), settings.pageBytes()));
        }
        this.planner = new TaskPlanner(self, remote, classLoaders, Optional.empty(), pools);
    }

    private static IllegalStateException unfit(String what) {
        return new IllegalStateException(what + "; without threads only tasks that never block can run");
    }

    // Thrown here it only fails the task, as user code's mistake; the next step throws it for all to hear.
    private IllegalStateException refuse(String what) {
        IllegalStateException thrown = unfit(what);
        mistake = thrown;
        return thrown;
    }

    @Override
    public int step() {
        List<Task> tasks = new ArrayList<>(running.values());
        Collections.shuffle(tasks, order);
        int done = 0;
        for (Task task : tasks) {
            done += task.step();
            if (task.isReleased()) {
                running.remove(task.attempt());
            }
        }
        for (int waiting = diskWork.size(); waiting > 0; waiting--) {
            diskWork.remove().run();
            done++;
        }
        if (mistake != null) {
            throw mistake;
        }
        return done;
    }

    /** When to step again at the latest if {@link #step} had nothing to do; {@link Long#MAX_VALUE} for never. */
    public long nextWakeMs() {
        return running.values().stream().mapToLong(Task::nextWakeMs).min().orElse(Long.MAX_VALUE);
    }

    @Override
    public void deploy(
            JobID job, byte[] graph, List<AttemptId> attempts, Placements placements, Optional<Restore> restore) {
        JobGraph read;
        try {
            read = TaskPlanner.read(graph);
        } catch (Exception | LinkageError e) {
            attempts.forEach(attempt -> services.facts().accept(TaskPlanner.undeployable(attempt, e)));
            return;
        }
        attempts.forEach(attempt -> TaskPlanner.partitionsOf(read, attempt).forEach(partitions::expect));
        for (AttemptId attempt : attempts) {
            if (read.vertex(attempt.vertex()).blocks()) {
                throw unfit(attempt + " ('" + read.vertex(attempt.vertex()).name() + "') blocks");
            }
            Task task = new Task(planner.plan(job, read, attempt, placements, restore), services, host);
            if (running.putIfAbsent(attempt, task) != null) {
                throw new IllegalStateException("attempt " + attempt + " was deployed twice");
            }
        }
    }

    @Override
    public void cancel(AttemptId attempt, String reason) {
        Task task = running.get(attempt);
        if (task == null) {
            services.facts().accept(TaskPlanner.canceled(attempt));
        } else {
            task.cancel(reason);
        }
    }

    @Override
    public void giveSplits(AttemptId attempt, List<byte[]> splits, boolean noMore) {
        Task task = running.get(attempt);
        if (task != null) {
            task.giveSplits(splits, noMore);
        }
    }

    @Override
    public void tell(AttemptId attempt, int operator, byte[] message) {
        Task task = running.get(attempt);
        if (task != null) {
            task.tell(operator, message);
        }
    }

    @Override
    public void triggerCheckpoint(
            JobID job, long checkpoint, long timestamp, String directory, List<AttemptId> attempts) {
        services.checkpoints().begin(job, checkpoint, directory, attempts);
        for (AttemptId attempt : attempts) {
            Task task = running.get(attempt);
            if (task != null) {
                task.triggerCheckpoint(checkpoint, timestamp);
            }
            // If it ends between these two looks, it says so itself. One that has failed must not count as finished:
            // the JobManager may hear of the failure later than of the checkpoint.
            if (task == null || task.isReleased()) {
                services.checkpoints().ended(attempt, task == null || task.hasFinished());
            }
        }
    }

    @Override
    public void checkpointCompleted(JobID job, long checkpoint) {
        services.checkpoints().complete(job, checkpoint);
        tasksOf(job).forEach(task -> task.checkpointCompleted(checkpoint));
    }

    @Override
    public void checkpointAborted(JobID job, long checkpoint) {
        services.checkpoints().abort(job, checkpoint);
        tasksOf(job).forEach(task -> task.checkpointAborted(checkpoint));
    }

    private List<Task> tasksOf(JobID job) {
        return running.values().stream()
                .filter(task -> task.attempt().job().equals(job))
                .toList();
    }

    @Override
    public void release(List<PartitionId> released) {
        partitions.release(released);
    }

    @Override
    public void forget(JobID job) {
        hub.forget(job);
        partitions.forget(job);
        services.checkpoints().forget(job);
        classLoaders.release(job);
    }

    /** What it keeps of blocking edges; its disk is in memory. */
    public PartitionStore partitions() {
        return partitions;
    }

    /** The channels of this TaskManager. */
    public ChannelHub hub() {
        return hub;
    }
}
