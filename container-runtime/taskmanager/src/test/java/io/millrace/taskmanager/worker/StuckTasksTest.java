package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** User code that emits without end, sleeps, or does not heed being interrupted, in one slot with other tasks. */
class StuckTasksTest {
    private Cluster cluster;

    @BeforeEach
    void start() {
        Ops.reset();
        cluster = new Cluster(
                TaskManagerSettings.defaults(1).withManagedMemoryBytes(1 << 20).withCancellation(100, 600));
    }

    @AfterEach
    void stop() {
        cluster.close();
        for (String name : List.of("hold", "ignore")) {
            CountDownLatch latch = Ops.shared(name);
            if (latch != null) {
                latch.countDown();
            }
        }
        // Nothing of the TaskManager is left, once user code has let go.
        Cluster.await(() -> millraceThreads().isEmpty());
    }

    private static List<String> millraceThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-"))
                .toList();
    }

    /** Emits very many records in one call. */
    private static final class Flood extends Ops.Each<Long, Long> {
        Flood() {
            super((n, t, out) -> {
                for (long i = 0; i < 50_000_000; i++) {
                    out.collect(i, t);
                }
            });
        }
    }

    /** Keeps the count and, at times, the most memory in use. */
    private static final class Count implements OneInputOperator<Object, Object> {
        private final AtomicLong count = Ops.shared("count");

        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public void process(Object record, long timestamp) {
            count.incrementAndGet();
        }
    }

    @Test
    void oneCallMayEmitMillionsOfRecordsInASharedSlot() {
        Ops.share("count", new AtomicLong());
        Program program = new Program();
        Handle source = program.source("one", 1, Ops.numbers(0, 1));
        Handle flood = program.then(source, "flood", 1, (Ops.Maker) Flood::new);
        Handle again = program.then(
                flood, "again", 1, Ops.each((n, t, out) -> out.collect(n, t)), new ExchangePattern.Rebalance());
        program.then(again, "count", 1, (Ops.Maker) Count::new, new ExchangePattern.Rebalance());

        cluster.run(program.build());

        assertThat(Ops.<AtomicLong>shared("count")).hasValue(50_000_000);
    }

    @Test
    void anEmissionIsPulledOnlyWhileThereIsRoom() {
        Ops.share("count", new AtomicLong());
        Ops.share("emitted", new AtomicLong());
        CountDownLatch hold = new CountDownLatch(1);
        Ops.share("hold", hold);
        Program program = new Program();
        Handle source = program.source("one", 1, Ops.numbers(0, 1));
        Handle pieces = program.then(source, "pieces", 1, (Ops.Maker) Pieces::new);
        program.then(pieces, "slow", 1, (Ops.Maker) WaitsForRelease::new, new ExchangePattern.Rebalance());
        JobGraph graph = program.build();

        JobID job = cluster.submit(graph);
        Cluster.await(() -> !Ops.collected("waiting").isEmpty());
        AtomicLong emitted = Ops.shared("emitted");
        long[] before = {-1};
        Cluster.await(() -> {
            boolean settled = emitted.get() == before[0];
            before[0] = emitted.get();
            return settled;
        });
        assertThat(emitted.get()).isLessThan(100_000);
        hold.countDown();
        Cluster.await(() -> cluster.ends(job).size() == 2);

        assertThat(emitted).hasValue(1_000_000);
        assertThat(Ops.<AtomicLong>shared("count")).hasValue(1_000_000);
    }

    /** Releases a million records at the end, a hundred at a time. */
    private static final class Pieces extends Ops.Each<Object, Object> {
        Pieces() {
            super((n, t, out) -> {});
        }

        @Override
        public Emission<Object> endInput() {
            AtomicLong emitted = Ops.shared("emitted");
            return out -> {
                for (int i = 0; i < 100; i++) {
                    out.collect(emitted.incrementAndGet(), Output.NO_TIMESTAMP);
                }
                return emitted.get() < 1_000_000;
            };
        }
    }

    private static final class WaitsForRelease implements OneInputOperator<Object, Object> {
        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public void process(Object record, long timestamp) throws Exception {
            if (Ops.collected("waiting").isEmpty()) {
                Ops.sinkOf("waiting").add(record);
            }
            Ops.<CountDownLatch>shared("hold").await();
            Ops.<AtomicLong>shared("count").incrementAndGet();
        }
    }

    /** A job whose sink waits until the latch "hold" is released, or for ever. */
    private static JobGraph waiting() {
        Program program = new Program();
        program.then(program.source("one", 1, Ops.numbers(0, 1)), "waits", 1, (Ops.Maker) WaitsForRelease::new);
        return program.build();
    }

    @Test
    void theOtherTasksOfASlotGoOnWhileOneSleeps() {
        Ops.share("hold", new CountDownLatch(1));
        Ops.share("count", new AtomicLong());
        JobGraph sleeping = waiting();
        JobID job = cluster.submit(sleeping);
        Cluster.await(() -> !Ops.collected("waiting").isEmpty());

        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, 100_000));
        program.then(source, "sink", 2, Ops.sink("all"), new ExchangePattern.Rebalance());
        cluster.run(program.build());

        assertThat(Ops.collected("all")).hasSize(100_000);
        cluster.cancel(job, sleeping);
        assertThat(cluster.ends(job).values()).containsOnly(TaskState.CANCELED);
    }

    @Test
    void aSleepingTaskIsInterruptedWhenCancelled() {
        Ops.share("hold", new CountDownLatch(1));
        JobGraph sleeping = waiting();
        JobID job = cluster.submit(sleeping);
        Cluster.await(() -> !Ops.collected("waiting").isEmpty());

        cluster.cancel(job, sleeping);

        assertThat(cluster.ends(job).values()).containsOnly(TaskState.CANCELED);
        Cluster.await(
                () -> millraceThreads().stream().noneMatch(name -> name.contains("waits") || name.contains("slot")));
    }

    /** Waits and is not to be interrupted; emits when it is let go. */
    private static final class Ignores extends Ops.Each<Object, Object> {
        Ignores() {
            super((n, t, out) -> {
                CountDownLatch latch = Ops.shared("ignore");
                Ops.sinkOf("waiting").add(n);
                boolean done = false;
                while (!done) {
                    try {
                        latch.await();
                        done = true;
                    } catch (InterruptedException e) {
                        Ops.sinkOf("interrupted").add(n);
                    }
                }
                Ops.sinkOf("awake").add(n);
                out.collect(n, t);
                Ops.sinkOf("emitted").add(n);
            });
        }

        @Override
        public void close() {
            Ops.sinkOf("closed").add("closed");
        }
    }

    @Test
    void aTaskThatIgnoresInterruptionIsLeftBehindAndFenced() {
        CountDownLatch latch = new CountDownLatch(1);
        Ops.share("ignore", latch);
        Program program = new Program();
        Handle source = program.source("one", 1, Ops.numbers(0, 1));
        Handle ignores = program.then(source, "ignores", 1, (Ops.Maker) Ignores::new);
        program.then(ignores, "sink", 1, Ops.sink("all"), new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);
        Cluster.await(() -> !Ops.collected("waiting").isEmpty());

        cluster.cancel(job, graph);

        assertThat(cluster.ends(job).values()).hasSize(2).containsOnly(TaskState.CANCELED);
        assertThat(Ops.collected("interrupted")).isNotEmpty();
        assertThat(cluster.facts())
                .filteredOn(fact -> fact instanceof TaskRunner.LeftBehind)
                .singleElement()
                .satisfies(fact -> assertThat(((TaskRunner.LeftBehind) fact).reason())
                        .contains("task.cancellation.timeout")
                        .contains(((TaskRunner.LeftBehind) fact).attempt().toString()));
        assertThat(Ops.collected("awake")).isEmpty();
        int facts = cluster.facts().size();
        latch.countDown();
        Cluster.await(() -> !Ops.collected("closed").isEmpty());
        assertThat(Ops.collected("awake")).hasSize(1);
        assertThat(Ops.collected("all")).isEmpty();
        assertThat(cluster.facts()).hasSize(facts);
    }

    @Test
    void aTaskThatWaitsForRoomForEverCanBeCancelled() {
        Ops.share("hold", new CountDownLatch(1));
        Ops.share("count", new AtomicLong());
        Program program = new Program();
        Handle source = program.source("one", 1, Ops.numbers(0, 1));
        Handle flood = program.then(source, "flood", 1, (Ops.Maker) Flood::new);
        program.then(flood, "waits", 1, (Ops.Maker) WaitsForRelease::new, new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);
        Cluster.await(() -> !Ops.collected("waiting").isEmpty());

        cluster.cancel(job, graph);

        assertThat(cluster.ends(job).values()).hasSize(2).containsOnly(TaskState.CANCELED);
    }

    @Test
    void blockingOperatorsHaveAThreadOfTheirOwnFromTheStart() {
        Program program = new Program();
        program.then(
                program.source("one", 1, Ops.numbers(0, 1)),
                "names",
                1,
                new Ops.Blocking(Ops.each((n, t, out) ->
                        Ops.sinkOf("thread").add(Thread.currentThread().getName()))),
                new ExchangePattern.Rebalance());

        cluster.run(program.build());

        assertThat(Ops.collected("thread")).allMatch(name -> name.toString().startsWith("millrace-task-names (1/1)#0"));
    }

    @Test
    void closingEndsAllTasksAndThreads() {
        Ops.share("hold", new CountDownLatch(1));
        JobGraph sleeping = waiting();
        JobID job = cluster.submit(sleeping);
        Cluster.await(() -> !Ops.collected("waiting").isEmpty());

        cluster.close();

        assertThat(cluster.ends(job).values()).containsOnly(TaskState.CANCELED);
        assertThat(millraceThreads()).isEmpty();
    }
}
