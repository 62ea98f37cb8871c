package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.TestTypes;
import io.millrace.taskmanager.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose blocking edges are kept, read again, spilled and lost; deployed a region at a time, as the JobManager does. */
class BlockingEdgesTest {
    private static final int SOURCE = 0;
    private static final int SINK = 1;

    @TempDir
    private Path directory;

    private Cluster cluster;

    @BeforeEach
    void reset() {
        Ops.reset();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void start(long memoryBytes, Path... directories) {
        TaskManagerSettings defaults = TaskManagerSettings.defaults(2).withManagedMemoryBytes(1 << 20);
        TaskSettings task = defaults.task();
        cluster = new Cluster(defaults.withBlockingExchangeBytesMax(memoryBytes)
                .withTask(new TaskSettings(
                        task.overflowBytesMax(),
                        task.bufferTimeoutMs(),
                        task.loopFlushDelayMs(),
                        List.of(directories))));
    }

    private static JobGraph job(int sources, int sinks, long records, ExchangePattern pattern) {
        Program program = new Program();
        Handle source = program.source("numbers", sources, Ops.numbers(0, records));
        Handle sink = program.operator("sink", sinks, Ops.sink("all"), 1);
        program.connect(source, sink, 0, pattern, ExchangeMode.BLOCKING);
        return program.build();
    }

    /** Deploys one vertex; of consumers that do not run yet nothing is known. */
    private List<AttemptId> deploy(JobID job, JobGraph graph, int vertex, int attempt) {
        List<AttemptId> attempts = new ArrayList<>();
        for (int subtask = 0; subtask < graph.vertex(vertex).parallelism(); subtask++) {
            attempts.add(new AttemptId(job, vertex, subtask, attempt));
        }
        int sources = graph.vertex(SOURCE).parallelism();
        int sinks = vertex == SINK ? graph.vertex(SINK).parallelism() : 0;
        Placements placements = new Placements(List.of(
                new Placements.VertexPlacement(
                        Collections.nCopies(sources, Cluster.SELF), Collections.nCopies(sources, 0)),
                new Placements.VertexPlacement(
                        Collections.nCopies(sinks, Cluster.SELF), Collections.nCopies(sinks, attempt))));
        cluster.runner().deploy(job, Cluster.bytes(graph), attempts, placements);
        Cluster.await(() -> cluster.ends(job).keySet().containsAll(attempts));
        return attempts;
    }

    private List<TaskState> ends(JobID job, List<AttemptId> attempts) {
        return attempts.stream().map(cluster.ends(job)::get).toList();
    }

    private static void assertAllArrived(long records) {
        assertThat(Ops.collected("all").stream()
                        .mapToLong(Long.class::cast)
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.range(0, records).toArray());
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> list = Files.walk(directory)) {
            return list.filter(path -> path.toString().contains("millrace")).toList();
        }
    }

    @Test
    void aConsumerReadsAgainWhatAProducerWroteThatHasEnded() {
        start(1 << 20, directory);
        JobGraph graph = job(2, 3, 10_000, Program.hash((Long n) -> n));
        JobID job = new JobID();
        assertThat(ends(job, deploy(job, graph, SOURCE, 0))).containsOnly(TaskState.FINISHED);
        List<PartitionId> kept = cluster.facts().stream()
                .filter(TaskRunner.Kept.class::isInstance)
                .map(fact -> ((TaskRunner.Kept) fact).partition())
                .toList();
        assertThat(kept).containsExactlyInAnyOrder(new PartitionId(job, 0, 0, 0), new PartitionId(job, 0, 1, 0));

        for (int attempt = 0; attempt < 3; attempt++) {
            Ops.reset();
            assertThat(ends(job, deploy(job, graph, SINK, attempt))).containsOnly(TaskState.FINISHED);
            assertAllArrived(10_000);
        }

        cluster.runner().release(kept);
        assertThat(cluster.runner().partitions().memoryBytes()).isZero();
        List<AttemptId> late = deploy(job, graph, SINK, 3);
        assertThat(ends(job, late)).containsOnly(TaskState.FAILED);
        assertThat(cluster.failures(job)).hasSize(3).allSatisfy(failure -> {
            assertThat(failure.owner()).isEqualTo(Failure.Owner.PLATFORM);
            assertThat(failure.lostPartition().map(kept::contains)).contains(true);
        });
    }

    @Test
    void anExchangeMuchLargerThanItsMemoryGoesOverTheDisk() throws IOException {
        long memory = 200_000;
        start(memory, directory.resolve("one"), directory.resolve("two"));
        JobGraph graph = job(2, 2, 400_000, new ExchangePattern.Rebalance());
        JobID job = new JobID();
        deploy(job, graph, SOURCE, 0);

        assertThat(cluster.runner().partitions().spilledBytes()).isGreaterThan(10 * memory);
        assertThat(cluster.runner().partitions().memoryBytes()).isLessThan(2 * memory);
        assertThat(filesLeft()).anyMatch(path -> path.startsWith(directory.resolve("one")));
        deploy(job, graph, SINK, 0);
        assertAllArrived(400_000);

        cluster.runner().forget(job);
        assertThat(filesLeft()).noneMatch(path -> path.getFileName().toString().startsWith("partition-"));
        cluster.close();
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void mutableRecordsSurviveTheDiskToo() {
        start(5_000, directory);
        Program program = new Program().type(TestTypes.box());
        Handle source = program.source("boxes", 1, (Ops.Maker) Boxes::new);
        Handle sink = program.operator(
                "sink",
                1,
                Ops.<TestTypes.Box, Object>each((box, t, out) -> {
                    Ops.sinkOf("all").add(box.value);
                    box.value = -1;
                }),
                1);
        program.connect(source, sink, 0, new ExchangePattern.Forward(), ExchangeMode.BLOCKING);
        JobGraph graph = program.build();
        JobID job = new JobID();
        deploy(job, graph, SOURCE, 0);
        assertThat(cluster.runner().partitions().spilledBytes()).isPositive();
        for (int attempt = 0; attempt < 2; attempt++) {
            Ops.sinkOf("all").clear();
            deploy(job, graph, SINK, attempt);
            assertAllArrived(5_000);
        }
    }

    /** Emits one object again and again, changed. */
    private static final class Boxes implements io.millrace.dataflow.contract.SourceOperator<TestTypes.Box> {
        private final TestTypes.Box box = new TestTypes.Box(0);

        @Override
        public void open(
                io.millrace.dataflow.contract.OperatorContext context,
                io.millrace.dataflow.contract.Output<TestTypes.Box> output) {}

        @Override
        public Progress next(io.millrace.dataflow.contract.Output<TestTypes.Box> output) {
            for (int i = 0; i < 100; i++) {
                output.collect(box, io.millrace.dataflow.contract.Output.NO_TIMESTAMP);
                box.value++;
            }
            return box.value < 5_000 ? Progress.MORE : Progress.END;
        }
    }

    @Test
    void aDiskThatTakesNothingFailsTheProducerAndNamesTheSetting() throws IOException {
        Path file = Files.writeString(directory.resolve("a-file"), "");
        start(10_000, file);
        JobGraph graph = job(1, 1, 100_000, new ExchangePattern.Forward());
        JobID job = new JobID();
        assertThat(ends(job, deploy(job, graph, SOURCE, 0))).containsOnly(TaskState.FAILED);

        assertThat(cluster.failures(job)).singleElement().satisfies(failure -> {
            assertThat(failure.owner()).isEqualTo(Failure.Owner.RESOURCES);
            assertThat(failure.message()).contains("a-file").contains("io.tmp.dirs");
        });
        assertThat(cluster.runner().partitions().memoryBytes()).isZero();
        assertThat(cluster.runner().partitions().size()).isZero();
    }

    @Test
    void aProducerThatIsCancelledKeepsNothing() {
        start(10_000, directory);
        JobGraph graph = job(1, 1, Long.MAX_VALUE, new ExchangePattern.Forward());
        JobID job = new JobID();
        AttemptId attempt = new AttemptId(job, SOURCE, 0, 0);
        cluster.runner()
                .deploy(
                        job,
                        Cluster.bytes(graph),
                        List.of(attempt),
                        new Placements(List.of(
                                new Placements.VertexPlacement(List.of(Cluster.SELF), List.of(0)),
                                new Placements.VertexPlacement(List.of(), List.of()))));
        Cluster.await(() -> cluster.runner().partitions().spilledBytes() > 0);
        cluster.runner().cancel(attempt, "the test wants it");
        Cluster.await(() -> cluster.ends(job).containsKey(attempt));

        assertThat(cluster.ends(job)).containsEntry(attempt, TaskState.CANCELED);
        assertThat(cluster.runner().partitions().size()).isZero();
        assertThat(cluster.runner().partitions().memoryBytes()).isZero();
    }
}
