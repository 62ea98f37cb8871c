package io.millrace.taskmanager.exchange.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import io.millrace.taskmanager.worker.ThreadedTaskRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Two TaskManagers with real threads, joined by real sockets, and what they said about their tasks. */
final class TwoTaskManagers implements AutoCloseable {
    /** Which of the two a subtask runs at. */
    interface Place {
        int of(int vertex, int subtask);
    }

    final TwoNodes two = new TwoNodes();
    final List<TaskRunner.Moved> moves = new CopyOnWriteArrayList<>();
    final List<TaskRunner.Fact> facts = new CopyOnWriteArrayList<>();
    final List<ThreadedTaskRunner> runners = new ArrayList<>();
    private final Place place;

    /** Subtask i at the TaskManager i mod 2. */
    TwoTaskManagers() {
        this(TaskManagerSettings.defaults(2).withManagedMemoryBytes(16 << 20), (vertex, subtask) -> subtask % 2);
    }

    TwoTaskManagers(TaskManagerSettings settings, Place place) {
        this.place = place;
        for (int i = 0; i < 2; i++) {
            runners.add(new ThreadedTaskRunner(
                    two.ids.get(i),
                    settings,
                    new Cluster.NoState(),
                    new Cluster.SameLoader(),
                    Optional.of(two.carriers.get(i)),
                    System::currentTimeMillis,
                    fact -> {
                        facts.add(fact);
                        if (fact instanceof TaskRunner.Moved moved) {
                            moves.add(moved);
                        }
                    }));
        }
    }

    void deploy(JobID job, JobGraph graph) {
        deploy(job, graph, Cluster.attempts(job, graph));
    }

    private void deploy(JobID job, JobGraph graph, List<AttemptId> wave) {
        List<Placements.VertexPlacement> places = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            List<TaskManagerId> where = new ArrayList<>();
            List<Integer> attempts = new ArrayList<>();
            for (int i = 0; i < vertex.parallelism(); i++) {
                where.add(two.ids.get(place.of(vertex.index(), i)));
                attempts.add(0);
            }
            places.add(new Placements.VertexPlacement(where, attempts));
        }
        Placements placements = new Placements(places, two.endpoints());
        for (int side = 0; side < 2; side++) {
            int here = side;
            List<AttemptId> attempts = wave.stream()
                    .filter(attempt -> place.of(attempt.vertex(), attempt.subtask()) == here)
                    .toList();
            runners.get(side).deploy(job, Cluster.bytes(graph), attempts, placements);
        }
    }

    Map<AttemptId, TaskState> ends() {
        Map<AttemptId, TaskState> ends = new HashMap<>();
        moves.stream().filter(moved -> moved.to().isTerminal()).forEach(moved -> ends.put(moved.attempt(), moved.to()));
        return ends;
    }

    /** As the JobManager does it: who reads a blocking edge is deployed when its producers have finished. */
    void run(JobGraph graph) {
        JobID job = new JobID();
        Map<Boolean, List<AttemptId>> waves = Cluster.attempts(job, graph).stream()
                .collect(Collectors.partitioningBy(attempt -> graph.inputsOf(attempt.vertex()).stream()
                        .anyMatch(edge -> edge.mode() == ExchangeMode.BLOCKING)));
        int ended = 0;
        for (List<AttemptId> wave : List.of(waves.get(false), waves.get(true))) {
            deploy(job, graph, wave);
            ended += wave.size();
            int expected = ended;
            Cluster.await(() -> ends().size() == expected);
        }
        assertThat(moves.stream().flatMap(moved -> moved.failure().stream())).isEmpty();
        assertThat(ends().values()).containsOnly(TaskState.FINISHED);
        runners.forEach(runner -> runner.forget(job));
        two.carriers.forEach(carrier -> assertThat(carrier.size()).isZero());
    }

    @Override
    public void close() {
        two.close();
        runners.forEach(ThreadedTaskRunner::close);
    }
}
