package io.millrace.taskmanager.worker;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskManagerId;
import io.millrace.taskmanager.checkpoint.CheckpointRounds;
import io.millrace.taskmanager.checkpoint.FileSystemSnapshotFiles;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.exchange.partition.LocalSpillDirectory;
import io.millrace.taskmanager.exchange.partition.PartitionStore;
import io.millrace.taskmanager.memory.PagePool;
import io.millrace.taskmanager.task.Task;
import io.millrace.taskmanager.task.TaskServices;
import io.millrace.taskmanager.vertex.VertexLoaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs tasks with threads: one for each slot in use, one more for each task that blocks. Methods may be called by any
 * thread; facts come from any thread, in order per attempt.
 */
public final class ThreadedTaskRunner implements TaskRunner, AutoCloseable {
    private final TaskManagerSettings settings;
    private final JobClassLoaders classLoaders;
    private final VertexLoaders vertexLoaders = new VertexLoaders();
    private final TaskServices services;
    private final ChannelHub hub;
    private final Optional<RemoteChannels> remote;
    private final TaskPlanner planner;
    private final List<Slot> slots = new ArrayList<>();
    private final Threads threads = new Threads();
    private final DiskThreads disk;
    private final PartitionStore partitions;
    private final Map<AttemptId, Running> running = new ConcurrentHashMap<>();
    private final StepWatch watch;
    private boolean closed;

    /** An attempt and where it runs. */
    record Running(Seat seat, Slot slot) {}

    /**
     * @param self how placements name this TaskManager
     * @param remote carries records to and from other TaskManagers; empty if there are none
     * @param clock processing time, milliseconds since the epoch
     * @param facts hears what happens to tasks; must be thread-safe and must not block
     */
    public ThreadedTaskRunner(
            TaskManagerId self,
            TaskManagerSettings settings,
            StateBackend stateBackend,
            JobClassLoaders classLoaders,
            Optional<RemoteChannels> remote,
            StateBackend.ProcessingClock clock,
            Consumer<Fact> facts) {
        this.settings = settings;
        this.classLoaders = classLoaders;
        this.hub = new ChannelHub(settings.channelBatchesMax());
        List<LocalSpillDirectory> directories = settings.task().tempDirectories().stream()
                .map(LocalSpillDirectory::new)
                .toList();
        this.disk = new DiskThreads(settings.slots(), directories.size());
        this.partitions = new PartitionStore(
                new PartitionStore.Settings(
                        settings.blockingExchangeBytesMax(), settings.channelBatchesMax(), List.copyOf(directories)),
                disk.work(),
                id -> facts.accept(new Kept(id)));
        this.remote = remote;
        remote.ifPresent(carrier -> carrier.unannounced(partitions));
        CheckpointRounds rounds =
                new CheckpointRounds(self, new FileSystemSnapshotFiles(), disk.snapshots(), clock, facts);
        this.services = new TaskServices(settings.task(), hub, partitions, stateBackend, rounds, clock, facts);
        List<PagePool> pools = new ArrayList<>();
        for (int i = 0; i < settings.slots(); i++) {
            PagePool pool = new PagePool(settings.managedMemoryBytes() / settings.slots(), settings.pageBytes());
            pools.add(pool);
            slots.add(new Slot(i, pool, threads, clock, this::ended));
        }
        this.planner = new TaskPlanner(self, remote, classLoaders, Optional.of(vertexLoaders), pools);
        this.watch = new StepWatch(settings, slots, running.values(), facts);
        watch.start(threads);
        threads.start("sweep", () -> directories.forEach(LocalSpillDirectory::sweepOnce));
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
        // Before any of them runs: who reads what another of them writes waits for it.
        attempts.forEach(attempt -> TaskPlanner.partitionsOf(read, attempt).forEach(partitions::expect));
        remote.ifPresent(carrier -> carrier.reachable(placements.endpoints()));
        for (AttemptId attempt : attempts) {
            try {
                deploy(job, read, attempt, placements, restore);
            } catch (RuntimeException | Error e) {
                services.facts().accept(TaskPlanner.undeployable(attempt, e));
            }
        }
        watch.wake();
    }

    // Not while close() looks at what runs, or a task would start that nobody ends.
    private synchronized void deploy(
            JobID job, JobGraph graph, AttemptId attempt, Placements placements, Optional<Restore> restore) {
        if (closed) {
            throw new IllegalStateException("the TaskManager ends and takes no tasks");
        }
        Vertex vertex = graph.vertex(attempt.vertex());
        Slot slot = slots.get(planner.slotOf(vertex, attempt.subtask()));
        Seat seat = new Seat(slot, threads, planner.plan(job, graph, attempt, placements, restore), services);
        if (running.putIfAbsent(attempt, new Running(seat, slot)) != null) {
            throw new IllegalStateException("attempt " + attempt + " was deployed twice");
        }
        try {
            slot.add(seat, vertex.blocks());
        } catch (Error e) { // no more threads to be had
            running.remove(attempt);
            throw e;
        }
    }

    private void ended(Task task) {
        running.remove(task.attempt());
    }

    @Override
    public void cancel(AttemptId attempt, String reason) {
        Running found = running.get(attempt);
        if (found == null || found.seat().task().hasEnded()) {
            services.facts().accept(TaskPlanner.canceled(attempt));
            return;
        }
        found.seat().task().cancel(reason);
        watch.wake();
    }

    @Override
    public void giveSplits(AttemptId attempt, List<byte[]> splits, boolean noMore) {
        Running found = running.get(attempt);
        if (found != null) {
            found.seat().task().giveSplits(splits, noMore);
        }
    }

    @Override
    public void tell(AttemptId attempt, int operator, byte[] message) {
        Running found = running.get(attempt);
        if (found != null) {
            found.seat().task().tell(operator, message);
        }
    }

    @Override
    public void triggerCheckpoint(
            JobID job, long checkpoint, long timestamp, String directory, List<AttemptId> attempts) {
        services.checkpoints().begin(job, checkpoint, directory, attempts);
        for (AttemptId attempt : attempts) {
            Running found = running.get(attempt);
            Task task = found == null ? null : found.seat().task();
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
                .map(found -> found.seat().task())
                .filter(task -> task.attempt().job().equals(job))
                .toList();
    }

    @Override
    public void measure() {
        long nowNs = System.nanoTime();
        services.facts()
                .accept(new Measured(running.values().stream()
                        .map(one -> one.seat().task())
                        .filter(task -> !task.hasEnded())
                        .map(task -> task.meter().take(nowNs))
                        .toList()));
    }

    @Override
    public void release(List<PartitionId> released) {
        partitions.release(released);
    }

    @Override
    public void forget(JobID job) {
        hub.forget(job);
        remote.ifPresent(carrier -> carrier.forget(job));
        partitions.forget(job);
        vertexLoaders.forget(job);
        services.checkpoints().forget(job);
        classLoaders.release(job);
    }

    /** Whether a task runs that has not come to its end. */
    public boolean isBusy() {
        return running.values().stream().anyMatch(one -> !one.seat().task().hasEnded());
    }

    /** The channels of this TaskManager; for those who carry records between TaskManagers, and for tests. */
    public ChannelHub hub() {
        return hub;
    }

    /** What it keeps of blocking edges. */
    public PartitionStore partitions() {
        return partitions;
    }

    /**
     * Cancels all tasks and waits until their threads have ended, as long as the cancellation timeout says. What is left
     * then are daemon threads of user code that does not heed interruption.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Running left : running.values()) {
            left.seat().task().cancel("the TaskManager ends");
        }
        watch.wake();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.cancellationTimeoutMs() + 1_000);
        awaitEnd(deadlineNs);
        watch.close();
        disk.close();
        partitions.close();
        joinAll(threads.running(), deadlineNs);
    }

    private void awaitEnd(long deadlineNs) {
        while (System.nanoTime() < deadlineNs && isBusy()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void joinAll(Set<Thread> left, long deadlineNs) {
        boolean interrupted = false;
        for (Thread thread : left) {
            // Threads of tasks that were given up are not waited for: nobody knows when they end.
            long waitMs = Math.min(500, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime()));
            try {
                thread.join(Math.max(1, waitMs));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
