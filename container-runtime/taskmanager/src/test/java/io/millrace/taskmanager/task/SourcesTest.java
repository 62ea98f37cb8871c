package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources with splits, sources fed by other threads, sources that own their loop, and messages of coordinators. */
class SourcesTest {
    private Cluster cluster;

    @BeforeEach
    void start() {
        Ops.reset();
        cluster = new Cluster(
                TaskManagerSettings.defaults(1).withManagedMemoryBytes(1 << 20).withCancellation(100, 1_000));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Each split is a byte array that it emits byte by byte; asks for a split whenever it has none. */
    private static final class Splits implements SourceOperator<Long> {
        private final Queue<byte[]> splits = new ArrayDeque<>();
        private OperatorContext context;
        private boolean noMore;

        @Override
        public void open(OperatorContext opened, Output<Long> output) {
            context = opened;
        }

        @Override
        public void addSplits(List<byte[]> added) {
            splits.addAll(added);
        }

        @Override
        public void noMoreSplits() {
            noMore = true;
        }

        @Override
        public Progress next(Output<Long> output) {
            byte[] split = splits.poll();
            if (split == null) {
                if (noMore) {
                    return Progress.END;
                }
                context.requestSplit();
                context.requestSplit();
                return Progress.WAITING;
            }
            for (byte b : split) {
                output.collect((long) b, Output.NO_TIMESTAMP);
            }
            return Progress.MORE;
        }
    }

    @Test
    void asksForSplitsOneWishAtATime() {
        Program program = new Program();
        program.then(program.source("splits", 1, (Ops.Maker) Splits::new), "sink", 1, Ops.sink("all"));
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);
        AttemptId attempt = Cluster.attempts(job, graph).get(0);

        Cluster.await(() -> wishes() == 1);
        cluster.runner().giveSplits(attempt, List.of(new byte[] {1, 2}, new byte[] {3}), false);
        Cluster.await(() -> wishes() == 2);
        cluster.runner().giveSplits(attempt, List.of(), true);
        Cluster.await(() -> cluster.ends(job).size() == 1);

        assertThat(Ops.collected("all")).containsExactly(1L, 2L, 3L);
        assertThat(wishes()).isEqualTo(2);
        cluster.runner().giveSplits(attempt, List.of(new byte[] {9}), false); // over: dropped
        assertThat(cluster.ends(job).values()).containsExactly(TaskState.FINISHED);
    }

    private long wishes() {
        return cluster.facts().stream()
                .filter(TaskRunner.SplitWanted.class::isInstance)
                .count();
    }

    /** Emits what another thread puts into a queue; ends at -1. */
    private static final class Fetcher implements SourceOperator<Long> {
        private final BlockingQueue<Long> queue = Ops.shared("queue");

        @Override
        public void open(OperatorContext context, Output<Long> output) {
            Ops.share("context", context);
        }

        @Override
        public Progress next(Output<Long> output) {
            for (Long next = queue.poll(); next != null; next = queue.poll()) {
                if (next < 0) {
                    return Progress.END;
                }
                output.collect(next, Output.NO_TIMESTAMP);
            }
            return Progress.WAITING;
        }
    }

    @Test
    void wakeUpsFromOtherThreadsAreNotLostAndRecordsComeAtOnce() {
        Ops.share("queue", new LinkedBlockingQueue<Long>());
        Program program = new Program();
        Handle source = program.source("fetcher", 1, (Ops.Maker) Fetcher::new);
        program.then(source, "sink", 1, Ops.sink("all"), new ExchangePattern.Rebalance());
        JobID job = cluster.submit(program.build());
        Cluster.await(() -> Ops.shared("context") != null);
        BlockingQueue<Long> queue = Ops.shared("queue");
        OperatorContext context = Ops.shared("context");

        for (long n = 0; n < 2_000; n++) {
            queue.add(n);
            context.wakeUp();
            if (n % 100 == 0) {
                int expected = (int) n + 1;
                Cluster.await(() -> Ops.collected("all").size() == expected);
            }
        }
        queue.add(-1L);
        context.wakeUp();
        Cluster.await(() -> cluster.ends(job).size() == 2);

        assertThat(Ops.collected("all"))
                .isEqualTo(LongStream.range(0, 2_000).boxed().toList());
    }

    /** Answers its coordinator; a wake-up from outside gives it an {@code onTime}. */
    private static final class Talks extends Ops.Each<Object, Object> {
        Talks() {
            super((r, t, out) -> out.collect(r, t));
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            super.open(opened, out);
            Ops.share("talker", opened);
        }

        @Override
        public void told(byte[] message) {
            byte[] answer = {(byte) (message[0] + 1)};
            context.tellCoordinator(answer);
            output.collect("told " + message[0], Output.NO_TIMESTAMP);
        }

        @Override
        public Emission<Object> onTime(long now) {
            output.collect("woken", Output.NO_TIMESTAMP);
            return Emission.none();
        }
    }

    @Test
    void deliversMessagesOfCoordinatorsInOrderAndWakeUpsToOperatorsWithInputs() {
        Program program = new Program();
        Handle source = program.source("silent", 1, (Ops.Maker) EventsTest.Silent::new);
        Handle talks = program.then(source, "talks", 1, (Ops.Maker) Talks::new);
        program.then(talks, "sink", 1, Ops.sink("all"));
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);
        AttemptId attempt = Cluster.attempts(job, graph).get(0);
        Cluster.await(() -> Ops.shared("talker") != null && !cluster.moves(job).isEmpty());

        cluster.runner().tell(attempt, 1, new byte[] {5});
        cluster.runner().tell(attempt, 1, new byte[] {7});
        Cluster.await(() -> Ops.collected("all").size() == 2);
        Ops.<OperatorContext>shared("talker").wakeUp();
        Cluster.await(() -> Ops.collected("all").size() == 3);
        cluster.cancel(job, graph);

        assertThat(Ops.collected("all")).containsExactly("told 5", "told 7", "woken");
        assertThat(cluster.facts().stream()
                        .filter(TaskRunner.OperatorSaid.class::isInstance)
                        .map(fact -> ((TaskRunner.OperatorSaid) fact).message()[0]))
                .containsExactly((byte) 6, (byte) 8);
    }

    @Test
    void aMessageToAnOperatorThatExpectsNoneFailsTheTask() {
        Program program = new Program();
        Handle source = program.source("silent", 1, (Ops.Maker) EventsTest.Silent::new);
        program.then(source, "sink", 1, Ops.sink("all"));
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);

        cluster.runner().tell(Cluster.attempts(job, graph).get(0), 1, new byte[3]);
        Cluster.await(() -> cluster.ends(job).size() == 1);

        assertThat(cluster.failures(job).get(0).operator()).contains("sink");
        assertThat(cluster.failures(job).get(0).message()).contains("coordinator message of 3 bytes");
    }

    /** What a loop does with its output, its lock held around each emission as users do. */
    @FunctionalInterface
    private interface Loop extends java.io.Serializable {
        void run(Looping self) throws Exception;
    }

    private static final class Looping implements LoopingSource<Object> {
        private final Loop loop;
        private final Object lock = new Object();
        private volatile boolean cancelled;
        private Output<Object> output;

        Looping(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) {
            output = out;
        }

        @Override
        public Object lock() {
            return lock;
        }

        @Override
        public void run() throws Exception {
            loop.run(this);
        }

        @Override
        public void cancel() {
            cancelled = true;
            Ops.sinkOf("log").add("cancel");
        }

        @Override
        public void close() {
            Ops.sinkOf("log").add("close");
        }

        void play(Object event) {
            synchronized (lock) {
                Ops.play(event, output);
            }
        }
    }

    private static Ops.Maker looping(Loop loop) {
        return () -> new Looping(loop);
    }

    @Test
    void aLoopEmitsRecordsAndWatermarksInOrderAndEnds() {
        Program program = new Program();
        Handle source = program.source("loop", 1, looping(self -> {
            for (long n = 0; n < 50_000; n++) {
                self.play(n);
                if (n % 1000 == 0) {
                    self.play("W" + n);
                }
            }
        }));
        program.then(source, "sink", 1, Ops.eventSink("all"), new ExchangePattern.Rebalance());
        Handle chained = program.source("loop", 1, looping(self -> {
            self.play(3L);
            self.play("W3");
            self.play(4L);
        }));
        program.then(chained, "sink", 1, Ops.eventSink("chained"));

        cluster.run(program.build());

        assertThat(Ops.collected("chained")).containsExactly("3@3", "W3", "4@4", "E");
        List<Object> all = Ops.collected("all");
        assertThat(all).hasSize(50_000 + 50 + 1).startsWith("0@0", "W0", "1@1").endsWith("49999@49999", "E");
        assertThat(all.indexOf("W7000")).isEqualTo(all.indexOf("7000@7000") + 1);
        assertThat(Ops.collected("log")).containsExactly("close", "close");
    }

    @Test
    void whatALoopEmittedIsSentThoughItSleepsAndTimersFireMeanwhile() {
        Ops.share("hold", new CountDownLatch(1));
        Program program = new Program();
        Handle source = program.source("loop", 1, looping(self -> {
            self.play("first");
            Ops.<CountDownLatch>shared("hold").await();
            self.play("last");
        }));
        Handle ticks = program.then(source, "ticks", 1, (Ops.Maker) TicksAndPasses::new);
        program.then(ticks, "sink", 1, Ops.sink("all"), new ExchangePattern.Rebalance());
        JobID job = cluster.submit(program.build());

        Cluster.await(() -> Ops.collected("all").size() == 3);
        Ops.<CountDownLatch>shared("hold").countDown();
        Cluster.await(() -> cluster.ends(job).size() == 2);

        assertThat(Ops.collected("all"))
                .hasSize(4)
                .contains("first", "tick 1", "tick 2")
                .endsWith("last");
    }

    private static final class TicksAndPasses extends Ops.Each<Object, Object> {
        private int ticks;

        TicksAndPasses() {
            super((r, t, out) -> out.collect(r, t));
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            super.open(opened, out);
            context.wakeAt(context.processingTime() + 1);
        }

        @Override
        public Emission<Object> onTime(long now) {
            ticks++;
            output.collect("tick " + ticks, Output.NO_TIMESTAMP);
            if (ticks < 2) {
                context.wakeAt(now + 1);
            }
            return Emission.none();
        }
    }

    @Test
    void aSleepingLoopIsCancelledByItsOwnMethodThenInterrupted() {
        Ops.share("hold", new CountDownLatch(1));
        Program program = new Program();
        Handle source = program.source("loop", 1, looping(self -> {
            self.play("first");
            Ops.<CountDownLatch>shared("hold").await();
        }));
        program.then(source, "sink", 1, Ops.sink("all"), new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);
        Cluster.await(() -> Ops.collected("all").size() == 1);

        cluster.cancel(job, graph);

        assertThat(cluster.ends(job).values()).hasSize(2).containsOnly(TaskState.CANCELED);
        assertThat(Ops.collected("log")).containsExactly("cancel", "close");
    }

    @Test
    void aLoopThatIsBlockedByItsConsumerIsCancelled() {
        Ops.share("hold", new CountDownLatch(1));
        Program program = new Program();
        Handle source = program.source("loop", 1, looping(self -> {
            for (long n = 0; !self.cancelled; n++) {
                self.play(n);
            }
        }));
        program.then(
                source,
                "holds",
                1,
                Ops.each((n, t, out) -> {
                    Ops.sinkOf("held").add(n);
                    Ops.<CountDownLatch>shared("hold").await();
                }),
                new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);
        Cluster.await(() -> Ops.collected("held").size() == 1);

        cluster.cancel(job, graph);

        assertThat(cluster.ends(job).values()).hasSize(2).containsOnly(TaskState.CANCELED);
    }

    @Test
    void aLoopThatFailsAndAChainThatFailsBehindALoopAreReported() {
        Program own = new Program();
        own.then(
                own.source("loop", 1, looping(self -> {
                    throw new java.io.IOException("the service is gone");
                })),
                "sink",
                1,
                Ops.sink("all"));
        Failure failure = cluster.fail(own.build());
        assertThat(failure.operator()).contains("loop");
        assertThat(failure.message()).contains("the service is gone");

        Program behind = new Program();
        behind.then(
                behind.source("loop", 1, looping(self -> {
                    for (long n = 0; !self.cancelled; n++) {
                        self.play(n);
                    }
                })),
                "fails",
                1,
                Ops.each((n, t, out) -> {
                    if (n.equals(9L)) {
                        throw new IllegalArgumentException("nine");
                    }
                }));
        Failure second = cluster.fail(behind.build());
        assertThat(second.operator()).contains("fails");
        assertThat(second.record()).contains("9");
    }

    @Test
    void aLoopThatCatchesWhatItsChainThrewIsToldAgain() {
        Program program = new Program();
        program.then(
                program.source("loop", 1, looping(self -> {
                    while (!self.cancelled) {
                        try {
                            self.play("record");
                        } catch (RuntimeException e) {
                            Ops.sinkOf("caught").add("caught");
                        }
                    }
                })),
                "fails",
                1,
                Ops.each((n, t, out) -> {
                    Ops.sinkOf("seen").add(n);
                    throw new IllegalArgumentException("never again");
                }));
        JobGraph graph = program.build();

        JobID job = cluster.submit(graph);
        Cluster.await(() -> !Ops.collected("caught").isEmpty());
        cluster.cancel(job, graph);

        assertThat(Ops.collected("seen")).hasSize(1);
    }
}
