package io.millrace.jobmanager.job;

import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.jobmanager.region.Region;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.jobmanager.slot.Slot;
import io.millrace.jobmanager.succession.Generation;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.JobEntry.RegionFinished;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements.VertexPlacement;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tasks of one region in its latest run, and what became of the partitions that they made. */
final class RegionRun {
    private final JobID job;
    private final JobGraph graph;
    private final Region region;
    private final Generation generation;
    private final TreeMap<AttemptId, TaskRun> tasks = new TreeMap<>();
    /** Edges of which a partition of this run cannot be read any more. */
    private final Set<Integer> gone = new TreeSet<>();

    /** How much coordinators have said to this run, by vertex. */
    private final Map<Integer, Long> said = new TreeMap<>();

    private boolean unfit;
    private @Nullable Map<String, byte[]> counted;
    private RegionState state = RegionState.WAITING;
    private int runs;
    private int attempt;
    private int begun;
    private int live;
    private int ended;
    private int finished;

    /** @param generation gives the numbers of the attempts */
    RegionRun(JobID job, JobGraph graph, Region region, Generation generation) {
        this.job = job;
        this.graph = graph;
        this.region = region;
        this.generation = generation;
    }

    Region region() {
        return region;
    }

    RegionState state() {
        return state;
    }

    Set<Integer> gone() {
        return gone;
    }

    int finished() {
        return finished;
    }

    /** The number of the latest attempts. */
    int attempt() {
        return attempt;
    }

    /** That it has finished is durable. @param accumulators of all its tasks, merged */
    void written(Map<String, byte[]> accumulators) {
        counted = accumulators;
        tasks.values().forEach(task -> task.finishedWith(Map.of()));
    }

    /** Nothing that its tasks made known can be lost any more. */
    boolean isWritten() {
        return state == RegionState.FINISHED && counted != null;
    }

    /** Of all its tasks; empty before that is written down. */
    Map<String, byte[]> accumulators() {
        return counted == null ? Map.of() : counted;
    }

    Collection<TaskRun> tasks() {
        return tasks.values();
    }

    @Nullable
    TaskRun task(AttemptId id) {
        return tasks.get(id);
    }

    /** The latest attempt at a subtask; null before the first. */
    @Nullable
    TaskRun task(int vertex, int subtask) {
        return tasks.get(new AttemptId(job, vertex, subtask, attempt));
    }

    /** New attempts at all tasks. */
    void begin(Seats seats, Turn turn) {
        forgetTasks();
        attempt = generation.attempt(runs);
        for (int index : region.vertices()) {
            Vertex vertex = graph.vertex(index);
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                AttemptId id = new AttemptId(job, index, subtask, attempt);
                tasks.put(id, new TaskRun(id, seats.of(vertex, subtask)));
            }
        }
        moveTo(RegionState.RUNNING, "its inputs are whole, run=" + runs, turn);
        runs++;
    }

    /** The tasks that an earlier leader deployed; each that is not among them is lost. */
    void adopt(Map<AttemptId, TaskRun> held, int latest, Turn turn) {
        attempt = latest;
        for (int index : region.vertices()) {
            for (int subtask = 0; subtask < graph.vertex(index).parallelism(); subtask++) {
                AttemptId id = new AttemptId(job, index, subtask, latest);
                TaskRun task = held.get(id);
                tasks.put(id, task == null ? new TaskRun(id, Slot.LOST) : task);
                if (task == null) {
                    move(tasks.get(id), TaskState.FAILED);
                }
            }
        }
        moveTo(RegionState.RUNNING, "an earlier leader had begun it, attempt=" + latest, turn);
    }

    /** All its tasks had finished under an earlier leader, whatever is left of what ran them. */
    void adoptFinished(Map<AttemptId, TaskRun> held, RegionFinished entry, Turn turn) {
        attempt = entry.attempt();
        for (int index : region.vertices()) {
            for (int subtask = 0; subtask < graph.vertex(index).parallelism(); subtask++) {
                AttemptId id = new AttemptId(job, index, subtask, attempt);
                TaskRun task = held.get(id);
                tasks.put(id, task == null ? new TaskRun(id, Slot.LOST) : task);
                move(tasks.get(id), TaskState.FINISHED);
            }
        }
        moveTo(RegionState.RUNNING, "an earlier leader had begun it, attempt=" + attempt, turn);
        moveTo(RegionState.FINISHED, "an earlier leader has written down that it finished", turn);
        counted = entry.accumulators();
    }

    /** What has finished and is not kept cannot be read any more. */
    void keepsOnly(Set<PartitionId> kept) {
        tasks.values().stream()
                .filter(task -> task.state() == TaskState.FINISHED)
                .flatMap(task -> partitionsOf(task).stream())
                .filter(partition -> !kept.contains(partition))
                .forEach(partition -> gone.add(partition.edge()));
    }

    /** @return false, and nothing changes, if the task cannot become that any more: the word came late */
    boolean move(TaskRun task, TaskState next) {
        TaskState before = task.state();
        if (!task.moveTo(next)) {
            return false;
        }
        live += (next == TaskState.RUNNING ? 1 : 0) - (before == TaskState.RUNNING ? 1 : 0);
        ended += next.isTerminal() ? 1 : 0;
        finished += next == TaskState.FINISHED ? 1 : 0;
        return true;
    }

    /** As the other, for the word of a TaskManager; tells the log when the last task has begun to run. */
    boolean move(TaskRun task, TaskState next, Turn turn) {
        TaskState before = task.state();
        if (!move(task, next)) {
            return false;
        }
        begun += before == TaskState.DEPLOYING && (next == TaskState.RUNNING || next == TaskState.FINISHED) ? 1 : 0;
        if (before == TaskState.DEPLOYING && begun == tasks.size()) {
            String who = "job " + job + " region " + region.index() + " attempt " + attempt + " tasks";
            turn.moved(who, before, next, "all of them run");
        }
        return true;
    }

    /** How many tasks are RUNNING. */
    int live() {
        return live;
    }

    /** Each task is RUNNING or FINISHED. Counted, not looked up: this is asked for with each word of a task. */
    boolean allLiveOrFinished() {
        return live + finished == tasks.size();
    }

    boolean allEnded() {
        return ended == tasks.size();
    }

    boolean allFinished() {
        return finished == tasks.size();
    }

    /** It cannot go on under this leader, though its tasks run or have finished. */
    void isUnfit() {
        unfit = true;
    }

    /** Counts words to the tasks of a vertex. @return how many there were in all */
    long say(int vertex, long words) {
        return said.merge(vertex, words, Long::sum);
    }

    /** A task ended ill, on its own or with its TaskManager. */
    boolean isBroken() {
        return unfit || ended > finished;
    }

    /** By subtask. */
    private Collection<TaskRun> tasksOf(int vertex) {
        return tasks.subMap(new AttemptId(job, vertex, 0, 0), new AttemptId(job, vertex + 1, 0, 0))
                .values();
    }

    /** All subtasks of a vertex have finished: they will read nothing more. */
    boolean hasFinished(int vertex) {
        return tasksOf(vertex).stream().allMatch(task -> task.state() == TaskState.FINISHED);
    }

    /** What ran on a TaskManager ended with it, and what it kept is gone. */
    void lose(TaskManagerId taskManager) {
        for (TaskRun task : tasks.values()) {
            if (!task.slot.taskManager().equals(taskManager)) {
                continue;
            }
            if (task.state() == TaskState.FINISHED) {
                partitionsOf(task).forEach(partition -> gone.add(partition.edge()));
            } else if (!task.hasEnded()) {
                move(task, TaskState.FAILED);
            }
        }
    }

    /** The partitions that a task makes; they are kept where it ran, once it has finished. */
    List<PartitionId> partitionsOf(TaskRun task) {
        List<PartitionId> partitions = new ArrayList<>();
        for (Edge edge : region.outputs()) {
            if (edge.source() == task.id.vertex()) {
                partitions.add(new PartitionId(job, edge.index(), task.id.subtask(), task.id.attempt()));
            }
        }
        return partitions;
    }

    /** Where a vertex of this region runs or ran; nowhere if it has yet to begin. */
    VertexPlacement placement(int vertex) {
        List<TaskManagerId> taskManagers = new ArrayList<>();
        List<Integer> attempts = new ArrayList<>();
        for (TaskRun task : tasksOf(vertex)) {
            taskManagers.add(task.slot.taskManager());
            attempts.add(task.id.attempt());
        }
        return new VertexPlacement(taskManagers, attempts);
    }

    void moveTo(RegionState next, String because, Turn turn) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "job " + job + " region " + region.index() + ": " + state + " may not become " + next);
        }
        turn.moved("job " + job + " region " + region.index(), state, next, because);
        state = next;
    }

    /** Nothing runs any more of what is to run again: the last attempts count for nothing. */
    void forgetTasks() {
        tasks.clear();
        gone.clear();
        counted = null;
        said.clear();
        unfit = false;
        begun = 0;
        live = 0;
        ended = 0;
        finished = 0;
    }
}
