package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.jobmanager.slot.Slot;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Placements.VertexPlacement;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of all tasks of a job. Subtask i of every vertex of a slot sharing group lies in slot i of the group, so that the
 * subtasks that exchange by forward meet in one slot.
 */
final class JobRun {
    private final JobGraph graph;
    private final Map<AttemptId, TaskRun> tasks = new TreeMap<>();
    private final Placements placements;
    private final int[] live;
    private int ended;
    private int finished;

    /**
     * @param number counts the runs of the job from 0; every task's attempt
     * @param slots as many as {@link JobGraph#slotsPerGroup} says, the groups in its order
     */
    JobRun(JobID job, JobGraph graph, int number, List<Slot> slots) {
        this.graph = graph;
        Map<String, Integer> firstSlots = new TreeMap<>();
        int next = 0;
        for (Map.Entry<String, Integer> group : graph.slotsPerGroup().entrySet()) {
            firstSlots.put(group.getKey(), next);
            next += group.getValue();
        }
        List<VertexPlacement> places = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            int first = firstSlots.getOrDefault(vertex.slotSharingGroup(), 0);
            List<TaskManagerId> where = new ArrayList<>();
            List<Integer> attempts = new ArrayList<>();
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                Slot slot = slots.get(first + subtask);
                AttemptId id = new AttemptId(job, vertex.index(), subtask, number);
                tasks.put(id, new TaskRun(id, slot));
                where.add(slot.taskManager());
                attempts.add(number);
            }
            places.add(new VertexPlacement(where, attempts));
        }
        this.placements = new Placements(places, Slot.endpoints(slots));
        this.live = graph.vertices().stream().mapToInt(Vertex::parallelism).toArray();
    }

    Placements placements() {
        return placements;
    }

    @Nullable
    TaskRun task(AttemptId id) {
        return tasks.get(id);
    }

    @Nullable
    TaskRun task(JobID job, int vertex, int subtask) {
        int attempt = placements.vertices().get(vertex).attempts().get(subtask);
        return tasks.get(new AttemptId(job, vertex, subtask, attempt));
    }

    List<TaskRun> tasks(Predicate<TaskRun> which) {
        return tasks.values().stream().filter(which).toList();
    }

    /** @return false, and nothing changes, if the task cannot become that any more: the word came late */
    boolean move(TaskRun task, TaskState next) {
        if (!task.moveTo(next)) {
            return false;
        }
        if (next.isTerminal()) {
            ended++;
            live[task.id.vertex()]--;
        }
        if (next == TaskState.FINISHED) {
            finished++;
        }
        return true;
    }

    boolean allEnded() {
        return ended == tasks.size();
    }

    boolean allFinished() {
        return finished == tasks.size();
    }

    int finished() {
        return finished;
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

    /**
     * True if the run cannot end well without a TaskManager: it ran something that has not ended, or keeps the output of a
     * finished producer whose consumer may still read it.
     */
    boolean needs(TaskManagerId taskManager) {
        return tasks.values().stream()
                .anyMatch(
                        task -> task.slot.taskManager().equals(taskManager) && (!task.hasEnded() || isReadFrom(task)));
    }

    private boolean isReadFrom(TaskRun producer) {
        return graph.outputsOf(producer.id.vertex()).stream()
                .filter(edge -> edge.mode() == ExchangeMode.BLOCKING)
                .map(Edge::target)
                .anyMatch(consumer -> live[consumer] > 0);
    }

    /** What ran on a TaskManager ended with it. */
    void lose(TaskManagerId taskManager) {
        tasks(task -> task.slot.taskManager().equals(taskManager) && !task.hasEnded())
                .forEach(task -> move(task, TaskState.FAILED));
    }

    /** For each vertex and subtask its attempt; those that finished, if all have. */
    List<List<Integer>> attempts() {
        return placements.vertices().stream().map(VertexPlacement::attempts).toList();
    }
}
