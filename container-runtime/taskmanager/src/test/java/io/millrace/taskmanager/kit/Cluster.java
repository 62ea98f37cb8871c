package io.millrace.taskmanager.kit;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.worker.JobClassLoaders;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import io.millrace.taskmanager.worker.ThreadedTaskRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** One TaskManager with real threads, and what it said about its tasks. */
public final class Cluster implements AutoCloseable {
    public static final TaskManagerId SELF = new TaskManagerId("tm-1");

    private final List<TaskRunner.Fact> facts = Collections.synchronizedList(new ArrayList<>());
    private final ThreadedTaskRunner runner;

    public Cluster(int slots) {
        this(TaskManagerSettings.defaults(slots).withManagedMemoryBytes(32 << 20));
    }

    public Cluster(TaskManagerSettings settings) {
        this(settings, System::currentTimeMillis);
    }

    public Cluster(TaskManagerSettings settings, StateBackend.ProcessingClock clock) {
        runner = new ThreadedTaskRunner(
                SELF, settings, new CountsByKey.Backend(), new SameLoader(), Optional.empty(), clock, facts::add);
    }

    public ThreadedTaskRunner runner() {
        return runner;
    }

    /** Deploys all tasks of a graph. */
    public JobID submit(JobGraph graph) {
        JobID job = new JobID();
        runner.deploy(job, bytes(graph), attempts(job, graph), placements(graph));
        return job;
    }

    /** Deploys, and waits until all tasks have finished. */
    public void run(JobGraph graph) {
        JobID job = submit(graph);
        await(() -> ends(job).size() == attempts(job, graph).size());
        Map<AttemptId, TaskState> ends = ends(job);
        if (!ends.values().stream().allMatch(TaskState.FINISHED::equals)) {
            throw new AssertionError("not all tasks finished: " + ends + "\n" + failures(job));
        }
        runner.forget(job);
    }

    /** Deploys, waits until a task has failed, cancels the others, and waits for the end of all. */
    public Failure fail(JobGraph graph) {
        JobID job = submit(graph);
        await(() -> !failures(job).isEmpty());
        Failure failure = failures(job).get(0);
        cancel(job, graph);
        runner.forget(job);
        return failure;
    }

    /** Cancels all tasks and waits for their end. */
    public void cancel(JobID job, JobGraph graph) {
        for (AttemptId attempt : attempts(job, graph)) {
            if (!ends(job).containsKey(attempt)) {
                runner.cancel(attempt, "the test wants it");
            }
        }
        await(() -> ends(job).size() == attempts(job, graph).size());
    }

    public static void await(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .pollInterval(java.time.Duration.ofMillis(2))
                .until(condition::getAsBoolean);
    }

    public List<TaskRunner.Fact> facts() {
        synchronized (facts) {
            return List.copyOf(facts);
        }
    }

    public List<TaskRunner.Moved> moves(JobID job) {
        return facts().stream()
                .filter(fact -> fact instanceof TaskRunner.Moved moved
                        && moved.attempt().job().equals(job))
                .map(TaskRunner.Moved.class::cast)
                .toList();
    }

    public Map<AttemptId, TaskState> ends(JobID job) {
        Map<AttemptId, TaskState> ends = new LinkedHashMap<>();
        for (TaskRunner.Moved moved : moves(job)) {
            if (moved.to().isTerminal()) {
                ends.put(moved.attempt(), moved.to());
            }
        }
        return ends;
    }

    public List<Failure> failures(JobID job) {
        return moves(job).stream().flatMap(moved -> moved.failure().stream()).toList();
    }

    public static byte[] bytes(JobGraph graph) {
        try {
            return InstantiationUtil.serializeObject(graph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<AttemptId> attempts(JobID job, JobGraph graph) {
        List<AttemptId> attempts = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                attempts.add(new AttemptId(job, vertex.index(), subtask, 0));
            }
        }
        return attempts;
    }

    public static Placements placements(JobGraph graph) {
        return new Placements(graph.vertices().stream()
                .map(vertex -> new Placements.VertexPlacement(
                        Collections.nCopies(vertex.parallelism(), SELF), Collections.nCopies(vertex.parallelism(), 0)))
                .toList());
    }

    @Override
    public void close() {
        runner.close();
    }

    /** All jobs in the test's own class loader. */
    public static final class SameLoader implements JobClassLoaders {
        @Override
        public ClassLoader of(JobID job, List<String> classpath) {
            return Cluster.class.getClassLoader();
        }

        @Override
        public void release(JobID job) {}
    }

    /** Operators of these tests keep no state. */
    public static final class NoState implements StateBackend {
        @Override
        public <K> KeyedStateBackend<K> keyed(
                String operatorName,
                TypeInformation<K> keyType,
                ExecutionConfig config,
                int maxParallelism,
                int firstKeyGroup,
                int lastKeyGroup,
                ProcessingClock clock,
                KeyedStateInput restored) {
            throw new UnsupportedOperationException("these tests need no state");
        }
    }
}
