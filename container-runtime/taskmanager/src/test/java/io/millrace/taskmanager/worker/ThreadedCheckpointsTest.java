package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Restore;
import io.millrace.protocol.Restore.SubtaskState;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.taskmanager.checkpoint.FileSystemSnapshotFiles;
import io.millrace.taskmanager.checkpoint.SnapshotReader;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.CountsByKey;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.StatefulOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of tasks with threads, on a real disk: above all of sources that own their loop. */
class ThreadedCheckpointsTest {
    private static final long RECORDS = 300_000;

    @TempDir
    private Path directory;

    private Cluster cluster;

    @BeforeEach
    void start() {
        Ops.reset();
        cluster = new Cluster(2);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Counts in a loop of its own; every number moves the position under the lock. */
    private static final class Counting implements LoopingSource<Long> {
        private final Object lock = new Object();
        private final long to;
        private long next;
        private volatile boolean cancelled;
        private Output<Long> output;

        Counting(long to) {
            this.to = to;
        }

        @Override
        public void open(OperatorContext context, Output<Long> out) {
            output = out;
        }

        @Override
        public Object lock() {
            return lock;
        }

        @Override
        public void run() throws Exception {
            CountDownLatch gate = Ops.shared("gate");
            if (gate != null) {
                gate.await();
            }
            while (!cancelled && next < to) {
                synchronized (lock) {
                    output.collect(next, Output.NO_TIMESTAMP);
                    next++;
                }
                if (next % 100 == 0) {
                    LockSupport.parkNanos(1_000); // a lock that is taken again at once starves who else wants it
                }
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            if (!Thread.holdsLock(lock)) {
                throw new AssertionError("a snapshot without the lock of the loop");
            }
            byte[] position = ByteBuffer.allocate(8).putLong(next).array();
            writer.list("position", List.of(position), Redistribution.SPLIT);
        }

        @Override
        public void restore(RestoreReader reader) {
            next = ByteBuffer.wrap(reader.list("position").get(0)).getLong();
        }
    }

    private static JobGraph looping() {
        Program program =
                new Program().with("execution.checkpointing.interval", "1 s").unchained();
        Handle source = program.source("loop", 1, (Ops.Maker) () -> new Counting(RECORDS));
        Handle keyed = program.then(source, "keyed", 2, StatefulOps.countByKey(), Program.hash((Long n) -> n));
        program.then(keyed, "sink", 2, StatefulOps.counter(), new ExchangePattern.Rebalance());
        return program.build();
    }

    private TaskRunner.Taken take(JobID job, JobGraph graph, long checkpoint) throws IOException {
        Files.createDirectories(directory.resolve("chk-" + checkpoint));
        List<AttemptId> attempts = Cluster.attempts(job, graph);
        String place = directory.resolve("chk-" + checkpoint).toUri().toString();
        cluster.runner().triggerCheckpoint(job, checkpoint, 5, place, attempts);
        Cluster.await(() -> answer(job, checkpoint).isPresent());
        TaskRunner.Fact answer = answer(job, checkpoint).orElseThrow();
        assertThat(answer).isInstanceOf(TaskRunner.Taken.class);
        TaskRunner.Taken taken = (TaskRunner.Taken) answer;
        assertThat(taken.tasks()).allSatisfy(task -> {
            assertThat(task.timing().startDelayMs()).as("since 1970").isGreaterThan(1_000_000_000_000L);
            assertThat(task.timing().alignmentMs()).isNotNegative();
            assertThat(task.timing().syncMs()).isNotNegative();
            assertThat(task.timing().asyncMs()).isNotNegative();
        });
        return taken;
    }

    private Optional<TaskRunner.Fact> answer(JobID job, long checkpoint) {
        return cluster.facts().stream()
                .filter(fact -> (fact instanceof TaskRunner.Taken taken
                                && taken.job().equals(job)
                                && taken.checkpoint() == checkpoint)
                        || (fact instanceof TaskRunner.Declined declined && declined.checkpoint() == checkpoint))
                .findFirst();
    }

    private static Restore restore(JobGraph graph, TaskRunner.Taken taken) {
        return new Restore(
                taken.checkpoint(),
                taken.tasks().stream()
                        .filter(task -> task.state().isPresent())
                        .map(task -> stateOf(graph, task))
                        .toList());
    }

    private static SubtaskState stateOf(JobGraph graph, TaskSnapshot task) {
        int vertex = task.attempt().vertex();
        return new SubtaskState(
                vertex,
                task.attempt().subtask(),
                graph.vertex(vertex).parallelism(),
                task.state().orElseThrow());
    }

    @Test
    void aLoopGoesOnFromItsLastCheckpointAndEachRecordCountsOnce() throws IOException {
        JobGraph graph = looping();
        JobID first = cluster.submit(graph);
        TaskRunner.Taken taken = take(first, graph, 1);
        for (long checkpoint = 2; checkpoint <= 5; checkpoint++) {
            taken = take(first, graph, checkpoint);
        }
        cluster.cancel(first, graph);

        JobID second = new JobID();
        List<AttemptId> attempts = Cluster.attempts(second, graph);
        cluster.runner()
                .deploy(
                        second,
                        Cluster.bytes(graph),
                        attempts,
                        Cluster.placements(graph),
                        Optional.of(restore(graph, taken)));
        Cluster.await(() -> cluster.facts().stream()
                        .filter(fact -> fact instanceof TaskRunner.AwaitsCheckpoint waits
                                && waits.attempt().job().equals(second))
                        .count()
                == attempts.size());
        TaskRunner.Taken last = take(second, graph, 6);
        cluster.runner().checkpointCompleted(second, 6);
        Cluster.await(() -> cluster.ends(second).size() == attempts.size());

        assertThat(cluster.failures(second)).isEmpty();
        int sink = graph.vertices().size() - 1;
        Map<Long, Long> counts = new TreeMap<>();
        new SnapshotReader(
                        new FileSystemSnapshotFiles(),
                        restore(graph, last),
                        new AttemptId(second, sink, 0, 0),
                        graph.vertex(sink).chain().get(0).id(),
                        1,
                        Program.KEY_GROUPS)
                .read()
                .operator(graph.vertex(sink).chain().get(0).id())
                .orElseThrow()
                .list("counts")
                .forEach(bytes -> CountsByKey.read(0, bytes).forEach((n, count) -> counts.merge(n, count, Long::sum)));
        assertThat(counts).hasSize((int) RECORDS);
        assertThat(counts.values()).containsOnly(1L);
    }

    @Test
    void aLoopThatEmitsNothingTakesPartAllTheSame() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        Ops.share("gate", gate);
        JobGraph graph = looping();
        JobID job = cluster.submit(graph);
        TaskRunner.Taken taken = take(job, graph, 1);
        assertThat(taken.tasks()).hasSize(5);
        gate.countDown();
        cluster.cancel(job, graph);
    }
}
