package io.millrace.taskmanager.kit;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.Restore.SubtaskState;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.checkpoint.OperatorRestore;
import io.millrace.taskmanager.checkpoint.SnapshotReader;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.worker.SteppedTaskRunner;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A job on two TaskManagers without threads, and what a JobManager does for its checkpoints: each of them hears its news in
 * order, but late. One thread.
 */
public final class CheckpointedJob {
    /** A checkpoint of which all parts are durable. */
    public record Complete(long id, List<SubtaskState> states) {}

    private record Place(int vertex, int subtask) {}

    private static final JobID JOB = new JobID(7, 7);

    private final List<TaskManagerId> ids = List.of(new TaskManagerId("tm-1"), new TaskManagerId("tm-2"));
    private final Random random;
    private final MemorySnapshotFiles files;
    private final List<TaskRunner.Fact> facts = new ArrayList<>();
    private final List<SteppedTaskRunner> runners = new ArrayList<>();
    private final List<Queue<Runnable>> news = new ArrayList<>();
    private final Map<Long, List<TaskSnapshot>> pending = new TreeMap<>();
    private final Map<Long, Integer> answers = new HashMap<>();
    private final Map<Place, SubtaskState> ended = new HashMap<>();
    private final Set<AttemptId> finished = new HashSet<>();
    private final Set<AttemptId> waiting = new HashSet<>();
    private final List<Complete> complete = new ArrayList<>();
    private final List<String> declined = new ArrayList<>();
    private Pump pump = new Pump();
    private JobGraph graph;
    private int attempt = -1;
    private long lastId;
    private long now = 1_000;
    private Optional<io.millrace.protocol.Failure> failure = Optional.empty();

    public CheckpointedJob(JobGraph graph, MemorySnapshotFiles files, long seed) {
        this.graph = graph;
        this.files = files;
        this.random = new Random(seed);
        start(graph, Optional.empty());
    }

    /** Loses all tasks, and runs them again from a checkpoint, or from the beginning. */
    public void restart(JobGraph changed, Optional<Complete> from) {
        start(changed, from.map(checkpoint -> new Restore(checkpoint.id(), checkpoint.states())));
    }

    private void start(JobGraph started, Optional<Restore> restore) {
        graph = started;
        attempt++;
        pump = new Pump();
        runners.clear();
        news.clear();
        facts.clear();
        pending.clear();
        finished.clear();
        waiting.clear();
        ended.clear();
        failure = Optional.empty();
        for (TaskManagerId id : ids) {
            news.add(new ArrayDeque<>());
            runners.add(new SteppedTaskRunner(
                    id,
                    TaskManagerSettings.defaults(2).withManagedMemoryBytes(1 << 20),
                    new CountsByKey.Backend(),
                    files,
                    Optional.empty(),
                    new Cluster.SameLoader(),
                    Optional.of(pump.at(id)),
                    () -> now,
                    facts::add,
                    random.nextLong()));
        }
        for (int i = 0; i < ids.size(); i++) {
            runners.get(i).deploy(JOB, Cluster.bytes(graph), attemptsOn(i), placements(), restore);
        }
    }

    private TaskManagerId home(int vertex, int subtask) {
        return ids.get((vertex + subtask) % ids.size());
    }

    private Placements placements() {
        List<Placements.VertexPlacement> vertices = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            List<TaskManagerId> homes = new ArrayList<>();
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                homes.add(home(vertex.index(), subtask));
            }
            vertices.add(new Placements.VertexPlacement(homes, Collections.nCopies(homes.size(), attempt)));
        }
        return new Placements(vertices);
    }

    private List<AttemptId> attempts() {
        List<AttemptId> all = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                all.add(new AttemptId(JOB, vertex.index(), subtask, attempt));
            }
        }
        return all;
    }

    private List<AttemptId> attemptsOn(int taskManager) {
        return attempts().stream()
                .filter(id -> home(id.vertex(), id.subtask()).equals(ids.get(taskManager)))
                .toList();
    }

    /** Something happens somewhere; returns how much. */
    public int step() {
        now++;
        int done;
        switch (random.nextInt(5)) {
            case 0 -> done = runners.get(0).step();
            case 1 -> done = runners.get(1).step();
            case 2 -> done = tell(random.nextInt(2));
            default -> done = pump.step();
        }
        hear();
        return done;
    }

    private int tell(int taskManager) {
        Runnable next = news.get(taskManager).poll();
        if (next == null) {
            return 0;
        }
        next.run();
        return 1;
    }

    /** Steps until nothing moves any more. */
    public void settle() {
        int idle = 0;
        while (idle < 100) {
            idle = step() == 0 ? idle + 1 : 0;
        }
    }

    /** Runs to the end, with a checkpoint whenever nothing moves. */
    public void finish() {
        for (int rounds = 0; !isFinished(); rounds++) {
            settle();
            if (rounds > 50) {
                throw new AssertionError("the job does not end: " + finished + " finished, waiting " + waiting
                        + ", declined " + declined + ", " + failure);
            }
            if (!isFinished()) {
                trigger();
            }
        }
    }

    public boolean isFinished() {
        return finished.size() == attempts().size();
    }

    /** Triggers a checkpoint; returns its number. */
    public long trigger() {
        long id = ++lastId;
        pending.put(id, new ArrayList<>());
        answers.put(id, 0);
        for (int i = 0; i < ids.size(); i++) {
            List<AttemptId> here =
                    attemptsOn(i).stream().filter(a -> !finished.contains(a)).toList();
            if (here.isEmpty()) {
                answers.merge(id, 1, Integer::sum);
            } else {
                SteppedTaskRunner runner = runners.get(i);
                news.get(i).add(() -> runner.triggerCheckpoint(JOB, id, 5, "dir/chk-" + id, here));
            }
        }
        return id;
    }

    public void abort(long id) {
        if (pending.remove(id) != null) {
            for (int i = 0; i < ids.size(); i++) {
                SteppedTaskRunner runner = runners.get(i);
                news.get(i).add(() -> runner.checkpointAborted(JOB, id));
            }
        }
    }

    public Set<Long> pending() {
        return Set.copyOf(pending.keySet());
    }

    public List<Complete> complete() {
        return complete;
    }

    /** What TaskManagers said about checkpoints that they could not take. */
    public List<String> declined() {
        return declined;
    }

    public Optional<io.millrace.protocol.Failure> failure() {
        return failure;
    }

    /** How many tasks have sent all and wait for a checkpoint. */
    public int waiting() {
        return waiting.size();
    }

    private void hear() {
        List<TaskRunner.Fact> heard = List.copyOf(facts);
        facts.clear();
        for (TaskRunner.Fact fact : heard) {
            if (fact instanceof TaskRunner.Taken taken) {
                taken(taken);
            } else if (fact instanceof TaskRunner.Declined refused) {
                declined.add(refused.reason());
                abort(refused.checkpoint());
            } else if (fact instanceof TaskRunner.AwaitsCheckpoint awaits) {
                waiting.add(awaits.attempt());
            } else if (fact instanceof TaskRunner.Moved moved && moved.to() == TaskState.FINISHED) {
                finished.add(moved.attempt());
            } else if (fact instanceof TaskRunner.Moved moved && moved.to() == TaskState.FAILED) {
                failure = failure.or(moved::failure);
            }
        }
    }

    private void taken(TaskRunner.Taken taken) {
        List<TaskSnapshot> parts = pending.get(taken.checkpoint());
        if (parts == null) {
            return;
        }
        parts.addAll(taken.tasks());
        if (answers.merge(taken.checkpoint(), 1, Integer::sum) < ids.size()) {
            return;
        }
        pending.remove(taken.checkpoint());
        for (long older : List.copyOf(pending.keySet())) {
            if (older < taken.checkpoint()) {
                abort(older);
            }
        }
        complete(taken.checkpoint(), parts);
    }

    private void complete(long id, List<TaskSnapshot> parts) {
        Map<Place, SubtaskState> states = new LinkedHashMap<>(ended);
        for (TaskSnapshot part : parts) {
            AttemptId of = part.attempt();
            part.state()
                    .ifPresent(handle -> states.put(
                            new Place(of.vertex(), of.subtask()),
                            new SubtaskState(
                                    of.vertex(),
                                    of.subtask(),
                                    graph.vertex(of.vertex()).parallelism(),
                                    handle)));
        }
        // Who finishes because of this checkpoint has its end in it, and is not asked again.
        ended.putAll(states);
        complete.add(new Complete(id, List.copyOf(states.values())));
        tellComplete(id);
    }

    /** All TaskManagers hear that a checkpoint is complete, whoever took it. */
    public void tellComplete(long id) {
        for (int i = 0; i < ids.size(); i++) {
            SteppedTaskRunner runner = runners.get(i);
            news.get(i).add(() -> runner.checkpointCompleted(JOB, id));
        }
    }

    /** What a checkpoint has of an operator, of all its subtasks together. */
    public OperatorRestore contents(Complete checkpoint, String operator) {
        for (Vertex vertex : graph.vertices()) {
            for (var chained : vertex.chain()) {
                if (chained.name().equals(operator)) {
                    try {
                        return new SnapshotReader(
                                        files,
                                        new Restore(checkpoint.id(), checkpoint.states()),
                                        new AttemptId(JOB, vertex.index(), 0, 0),
                                        vertex.chain().get(0).id(),
                                        1,
                                        vertex.maxParallelism())
                                .read()
                                .operator(chained.id())
                                .orElseThrow();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
        }
        throw new AssertionError("no operator '" + operator + "'");
    }
}
