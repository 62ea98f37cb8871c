package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.region.PartitionsNeeded;
import io.millrace.jobmanager.region.PipelinedRegions;
import io.millrace.jobmanager.region.RegionFacts;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.jobmanager.region.RegionsToRestart;
import io.millrace.jobmanager.slot.Slot;
import io.millrace.jobmanager.succession.Generation;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Placements.VertexPlacement;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All tasks of a job, region by region. A region begins when the partitions that it reads are whole; after a loss, those
 * that {@link RegionsToRestart} names begin again with new attempts, and the others go on.
 */
final class JobRun {
    private final JobID job;
    private final JobGraph graph;
    private final PipelinedRegions regions;
    private final Seats seats;
    private final List<RegionRun> runs = new ArrayList<>();

    JobRun(JobID job, JobGraph graph, PipelinedRegions regions, Seats seats, Generation generation) {
        this.job = job;
        this.graph = graph;
        this.regions = regions;
        this.seats = seats;
        regions.all().forEach(region -> runs.add(new RegionRun(job, graph, region, generation)));
    }

    // Tasks.

    RegionRun regionOf(TaskRun task) {
        return regionOf(task.id.vertex());
    }

    RegionRun regionOf(int vertex) {
        return runs.get(regions.of(vertex).index());
    }

    /** Null if it is not the latest attempt. */
    @Nullable
    TaskRun task(AttemptId id) {
        return regionOf(id.vertex()).task(id);
    }

    /** The latest attempt, if its region runs. */
    @Nullable
    TaskRun running(int vertex, int subtask) {
        RegionRun region = regionOf(vertex);
        return region.state() == RegionState.RUNNING ? region.task(vertex, subtask) : null;
    }

    List<TaskRun> tasks(Predicate<TaskRun> which) {
        return runs.stream()
                .flatMap(region -> region.tasks().stream())
                .filter(which)
                .toList();
    }

    /** How many are RUNNING. */
    int live() {
        return runs.stream().mapToInt(RegionRun::live).sum();
    }

    /** Each is RUNNING or FINISHED. */
    boolean allLiveOrFinished() {
        return runs.stream().allMatch(RegionRun::allLiveOrFinished);
    }

    boolean allEnded() {
        return runs.stream().allMatch(RegionRun::allEnded);
    }

    /** Attempts by where they run; what is sent to TaskManagers is sent to each once. */
    static Map<Address, List<AttemptId>> byTaskManager(List<TaskRun> tasks) {
        Map<Address, List<AttemptId>> byTaskManager = new TreeMap<>();
        for (TaskRun task : tasks) {
            byTaskManager
                    .computeIfAbsent(task.slot.address(), address -> new ArrayList<>())
                    .add(task.id);
        }
        return byTaskManager;
    }

    /** Of all regions that have begun. */
    Placements placements() {
        List<Slot> slots = tasks(task -> true).stream().map(task -> task.slot).toList();
        return new Placements(vertexPlacements(), Slot.endpoints(slots));
    }

    private List<VertexPlacement> vertexPlacements() {
        return graph.vertices().stream()
                .map(vertex -> regionOf(vertex.index()).placement(vertex.index()))
                .toList();
    }

    // Regions begin and finish.

    List<RegionRun> regions() {
        return List.copyOf(runs);
    }

    /** Begins what waits for nothing any more. @return the new tasks */
    List<TaskRun> beginReady(Turn turn) {
        List<TaskRun> begun = new ArrayList<>();
        for (RegionRun run : runs) {
            boolean ready = run.state() == RegionState.WAITING
                    && run.region().inputs().stream()
                            .allMatch(edge -> regionOf(edge.source()).isWritten());
            if (ready) {
                run.begin(seats, turn);
                begun.addAll(run.tasks());
            }
        }
        return begun;
    }

    /** @return true if with this task its region has finished */
    boolean finishRegionOf(TaskRun task, Turn turn) {
        RegionRun region = regionOf(task);
        if (region.state() != RegionState.RUNNING || !region.allFinished()) {
            return false;
        }
        region.moveTo(RegionState.FINISHED, "all its tasks have finished", turn);
        return true;
    }

    boolean allFinished() {
        return runs.stream().allMatch(region -> region.state() == RegionState.FINISHED);
    }

    /** All have finished, and that is durable. */
    boolean allWritten() {
        return runs.stream().allMatch(RegionRun::isWritten);
    }

    /** How many tasks of the latest run have finished, by region. */
    List<Integer> finished() {
        return runs.stream().map(RegionRun::finished).toList();
    }

    /** For each vertex and subtask its latest attempt; those that finished, if all have. */
    List<List<Integer>> attempts() {
        return vertexPlacements().stream().map(VertexPlacement::attempts).toList();
    }

    /** What the attempts of regions counted whose end is written down, by region. */
    List<Map<String, byte[]>> accumulators() {
        return runs.stream().map(RegionRun::accumulators).toList();
    }

    // Losses and their consequences.

    void lose(TaskManagerId taskManager) {
        seats.lose(taskManager);
        runs.forEach(region -> region.lose(taskManager));
    }

    /** A consumer could not read it. That of an attempt which is not the latest is nobody's loss any more. */
    void lose(PartitionId partition) {
        TaskRun producer = producerOf(partition);
        if (producer != null) {
            regionOf(producer).gone().add(partition.edge());
        }
    }

    /** Those that must be stopped to run again, as things stand; those that are being stopped already are left out. */
    Set<Integer> regionsToRestart() {
        Set<Integer> broken = new TreeSet<>();
        Set<Integer> gone = new TreeSet<>();
        Set<Integer> readOut = new TreeSet<>();
        for (RegionRun run : runs) {
            if (run.isBroken()) {
                broken.add(run.region().index());
            }
            gone.addAll(run.gone());
            for (Edge edge : run.region().inputs()) {
                if (run.hasFinished(edge.target())) {
                    readOut.add(edge.index());
                }
            }
        }
        return RegionsToRestart.decide(regions, new RegionFacts(states(), broken, gone, readOut));
    }

    /** Those that have begun and are not being stopped: all that run again when the whole job does. */
    Set<Integer> begunRegions() {
        Set<Integer> begun = new TreeSet<>();
        for (RegionRun region : runs) {
            if (region.state() == RegionState.RUNNING || region.state() == RegionState.FINISHED) {
                begun.add(region.region().index());
            }
        }
        return begun;
    }

    private List<RegionState> states() {
        return runs.stream().map(RegionRun::state).toList();
    }

    /** As a leader that follows would know them: what has finished may have to run again until that is written down. */
    private List<RegionState> writtenStates() {
        return runs.stream()
                .map(run -> run.state() == RegionState.FINISHED && !run.isWritten() ? RegionState.RUNNING : run.state())
                .toList();
    }

    /** A region has yet to begin, but a slot is lost. */
    boolean lacksSlots() {
        return !seats.isWhole() && runs.stream().anyMatch(region -> region.state() == RegionState.WAITING);
    }

    Seats seats() {
        return seats;
    }

    /** @return the tasks that must end */
    List<TaskRun> stop(Set<Integer> which, String because, Turn turn) {
        List<TaskRun> live = new ArrayList<>();
        for (int index : which) {
            RegionRun region = runs.get(index);
            if (region.state() == RegionState.FINISHED) {
                region.moveTo(RegionState.STOPPED, because, turn);
            } else {
                region.moveTo(RegionState.STOPPING, because, turn);
                region.tasks().stream().filter(task -> !task.hasEnded()).forEach(live::add);
            }
        }
        return live;
    }

    /** True if nothing runs any more of what is to run again. */
    boolean isStopped() {
        return runs.stream()
                .filter(region -> region.state() == RegionState.STOPPING)
                .allMatch(RegionRun::allEnded);
    }

    /**
     * What has stopped is at its beginning again.
     *
     * @return what its last attempts have left, by where it is: nobody needs it
     */
    Map<Address, List<PartitionId>> forgetStopped(Turn turn) {
        Map<Address, List<PartitionId>> left = new TreeMap<>();
        for (RegionRun region : runs) {
            if (region.state() == RegionState.STOPPING) {
                region.moveTo(RegionState.STOPPED, "all its tasks have ended", turn);
            }
            if (region.state() == RegionState.STOPPED) {
                region.tasks().stream()
                        .filter(task -> task.state() == TaskState.FINISHED)
                        .forEach(task -> add(left, task, region.partitionsOf(task)));
                region.forgetTasks();
            }
        }
        return left;
    }

    /** The vertices of regions that have stopped. */
    Set<Integer> stoppedVertices() {
        Set<Integer> vertices = new TreeSet<>();
        runs.stream()
                .filter(region -> region.state() == RegionState.STOPPED)
                .forEach(region -> vertices.addAll(region.region().vertices()));
        return vertices;
    }

    /** What has stopped may begin again. */
    void awaitInputs(Turn turn) {
        runs.stream()
                .filter(region -> region.state() == RegionState.STOPPED)
                .forEach(region -> region.moveTo(RegionState.WAITING, "it may begin again", turn));
    }

    // Partitions.

    /** The partitions that nobody will need any more, each told once, by where they are kept. */
    Map<Address, List<PartitionId>> releasable() {
        Set<Integer> needed = PartitionsNeeded.decide(regions, writtenStates());
        Map<Address, List<PartitionId>> releasable = new TreeMap<>();
        for (RegionRun run : runs) {
            if (run.state() != RegionState.FINISHED) {
                continue;
            }
            Set<Integer> over = new TreeSet<>();
            run.region().outputs().stream().map(Edge::index).forEach(over::add);
            over.removeAll(needed);
            over.removeAll(run.gone());
            run.gone().addAll(over);
            for (TaskRun task : run.tasks()) {
                add(
                        releasable,
                        task,
                        run.partitionsOf(task).stream()
                                .filter(partition -> over.contains(partition.edge()))
                                .toList());
            }
        }
        return releasable;
    }

    private static void add(Map<Address, List<PartitionId>> all, TaskRun task, List<PartitionId> more) {
        if (!more.isEmpty()) {
            all.computeIfAbsent(task.slot.address(), address -> new ArrayList<>())
                    .addAll(more);
        }
    }

    /** Of what a TaskManager keeps, that which is of attempts that count for nothing, or that nobody will read. */
    List<PartitionId> unneeded(List<PartitionId> kept) {
        Set<Integer> needed = PartitionsNeeded.decide(regions, writtenStates());
        return kept.stream()
                .filter(partition -> !needed.contains(partition.edge()) || producerOf(partition) == null)
                .toList();
    }

    /** The attempt that made it, if it is the latest. */
    private @Nullable TaskRun producerOf(PartitionId partition) {
        int producer = graph.edges().get(partition.edge()).source();
        return task(new AttemptId(job, producer, partition.producer(), partition.attempt()));
    }
}
