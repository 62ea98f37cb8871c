package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
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

    private enum Place {
        CREATE,
        OPEN,
        PROCESS,
        WATERMARK,
        EMISSION,
        END,
        CLOSE
    }

    private static final class UsersMistake extends Exception {
        private static final long serialVersionUID = 1L;

        UsersMistake(String message) {
            super(message);
        }
    }

    /** Fails where it is told to; writes down opens and closes. */
    private static final class Fails extends Ops.Each<Object, Object> {
        private final Place place;

        Fails(Place place) {
            super((record, timestamp, output) -> output.collect(record, timestamp));
            this.place = place;
        }

        private void failAt(Place here) throws UsersMistake {
            if (place == here) {
                throw new UsersMistake("on purpose at " + here);
            }
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            Ops.sinkOf("log").add("open fails");
            failAt(Place.OPEN);
            super.open(opened, out);
        }

        @Override
        public void process(Object record, long timestamp) throws Exception {
            if (record.equals(42L)) {
                failAt(Place.PROCESS);
            }
            super.process(record, timestamp);
        }

        @Override
        public Emission<Object> onWatermark(long watermark) throws Exception {
            failAt(Place.WATERMARK);
            return out -> {
                failAt(Place.EMISSION);
                return false;
            };
        }

        @Override
        public Emission<Object> endInput() throws Exception {
            failAt(Place.END);
            return Emission.none();
        }

        @Override
        public void close() throws Exception {
            Ops.sinkOf("log").add("close fails");
            failAt(Place.CLOSE);
        }
    }

    private static Ops.Maker logged(String name) {
        return () -> new Ops.Each<Object, Object>((record, timestamp, output) -> output.collect(record, timestamp)) {
            @Override
            public void open(OperatorContext opened, Output<Object> out) throws Exception {
                super.open(opened, out);
                Ops.sinkOf("log").add("open " + name);
            }

            @Override
            public void close() {
                Ops.sinkOf("log").add("close " + name);
            }
        };
    }

    private static JobGraph failing(Place place) {
        Program program = new Program();
        Handle source = program.source("script", 1, Ops.script(41L, 42L, "W50"));
        Handle before = program.then(source, "before", 1, logged("before"));
        Handle fails = program.then(before, "the failing one", 1, (Ops.Maker) () -> {
            if (place == Place.CREATE) {
                throw new IllegalStateException(new UsersMistake("on purpose at " + place));
            }
            return new Fails(place);
        });
        program.then(fails, "after", 1, logged("after"));
        return program.build();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void saysWhoseFaultItWasAndWhere(Place place) {
        Failure failure = cluster.fail(failing(place));

        assertThat(failure.owner()).isEqualTo(Failure.Owner.USER);
        assertThat(failure.operator()).contains("the failing one");
        assertThat(failure.subtask()).isZero();
        assertThat(failure.message())
                .contains("the failing one")
                .contains("on purpose at " + place)
                .doesNotContain("\n");
        assertThat(failure.stackTrace()).contains("UsersMistake: on purpose at " + place);
        if (place != Place.CREATE) {
            assertThat(failure.stackTrace())
                    .startsWith(UsersMistake.class.getName())
                    .contains("FailureTest$Fails")
                    .doesNotContain("OperatorFailure");
        }
        assertThat(failure.record().isPresent()).isEqualTo(place == Place.PROCESS);
        failure.record().ifPresent(record -> assertThat(record).isEqualTo("42"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CREATE", "OPEN"})
    void opensFromTheLastToTheFirstAndClosesAllFromTheFirstToTheLast(Place place) {
        cluster.fail(failing(place));

        assertThat(Ops.collected("log"))
                .containsExactly(
                        "open after", "open fails", "open before", "close before", "close fails", "close after");
    }

    @Test
    void closesThoseThatWereOpenedWhenOneFailsToOpen() {
        cluster.fail(failing(Place.OPEN));

        assertThat(Ops.collected("log")).containsExactly("open after", "open fails", "close fails", "close after");
    }

    @Test
    void cutsTheRecordAndSurvivesAToStringThatFails() {
        record Long500(String text) {
            @Override
            public String toString() {
                return text.repeat(100);
            }
        }
        record Unprintable() {
            @Override
            public String toString() {
                throw new IllegalStateException("cannot print");
            }
        }
        Ops.share("records", new Object[] {new Long500("0123456789"), new Unprintable()});

        assertThat(failOn(0).record())
                .hasValueSatisfying(text -> assertThat(text).hasSize(500).startsWith("0123"));
        assertThat(failOn(1).record())
                .hasValueSatisfying(text -> assertThat(text).contains("Unprintable"));
    }

    private Failure failOn(int which) {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 1));
        Handle made = program.then(
                source, "make", 1, Ops.each((n, t, out) -> out.collect(Ops.<Object[]>shared("records")[which], t)));
        program.then(made, "fail", 1, Ops.each((n, t, out) -> {
            throw new UsersMistake("always");
        }));
        return cluster.fail(program.build());
    }

    @Test
    void countsAFailureThatUserCodeBeforeItCaught() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 100));
        Handle careless = program.then(source, "careless", 1, Ops.<Object, Object>each((n, t, out) -> {
            try {
                out.collect(n, t);
            } catch (RuntimeException e) {
                Ops.sinkOf("caught").add(n);
            }
        }));
        program.then(careless, "failing", 1, Ops.each((n, t, out) -> {
            if (n.equals(7L)) {
                throw new UsersMistake("seven");
            }
        }));

        Failure failure = cluster.fail(program.build());

        assertThat(failure.operator()).contains("failing");
        assertThat(failure.record()).contains("7");
        assertThat(failure.message()).contains("seven");
        assertThat(Ops.collected("caught")).containsExactly(7L);
    }

    @Test
    void blamesTheSenderForItsKeySelectorAndPartitioner() throws IOException {
        KeySelector<Long, Object> noKey = n -> null;
        Partitioner<Long> outside = (key, partitions) -> partitions;
        KeySelector<Long, Long> identity = n -> n;

        Failure nullKey = cluster.fail(exchanging(Program.hash(noKey)));
        assertThat(nullKey.owner()).isEqualTo(Failure.Owner.USER);
        assertThat(nullKey.operator()).contains("numbers");
        assertThat(nullKey.message()).contains("the key of a record is null");

        Failure badPartition = cluster.fail(exchanging(
                new ExchangePattern.Custom(new SerializedValue<>(outside), new SerializedValue<>(identity))));
        assertThat(badPartition.message()).contains("chose partition 3").contains("expected=0 to 2");
        assertThat(badPartition.record()).contains("0");
    }

    private static JobGraph exchanging(ExchangePattern pattern) {
        Program program = new Program();
        program.then(program.source("numbers", 1, Ops.numbers(0, 10)), "sink", 3, Ops.sink("all"), pattern);
        return program.build();
    }

    private static final class Greedy extends Ops.Each<Object, Object> {
        Greedy() {
            super((n, t, out) -> {});
        }

        @Override
        public void process(Object n, long t) {
            throw context.pages().exhausted("table", 5);
        }
    }

    @Test
    void ownsUpToLackOfMemory() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 10));
        program.then(source, "greedy", 1, (Ops.Maker) Greedy::new);

        Failure failure = cluster.fail(program.build());

        assertThat(failure.owner()).isEqualTo(Failure.Owner.RESOURCES);
        assertThat(failure.operator()).contains("greedy");
    }

    @Test
    void refusesAGraphThatCannotBeRead() {
        JobID job = new JobID();
        JobGraph graph = exchanging(new ExchangePattern.Rebalance());

        cluster.runner().deploy(job, new byte[] {1, 2, 3}, Cluster.attempts(job, graph), Cluster.placements(graph));

        assertThat(cluster.ends(job).values()).hasSize(4).containsOnly(TaskState.FAILED);
    }

    @Test
    void cancellingWhatIsUnknownOrOverIsAnsweredToo() {
        JobID job = new JobID();
        JobGraph graph = exchanging(new ExchangePattern.Rebalance());

        cluster.runner().cancel(Cluster.attempts(job, graph).get(0), "because");

        assertThat(cluster.ends(job).values()).containsExactly(TaskState.CANCELED);
    }

    private static final class Counts extends Ops.Each<Object, Object> {
        private final IntCounter counter = new IntCounter();

        Counts() {
            super((n, t, out) -> {});
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            super.open(opened, out);
            context.addAccumulator("records", counter);
            try {
                context.addAccumulator("records", new IntCounter());
            } catch (UnsupportedOperationException e) {
                Ops.sinkOf("refused").add(e.getMessage());
            }
        }

        @Override
        public void process(Object n, long t) {
            counter.add(1);
        }
    }

    @Test
    void sendsAccumulatorsAtTheEndAndRefusesANameTwice() throws Exception {
        Program program = new Program();
        Handle source = program.source("numbers", 2, Ops.numbers(0, 100));
        program.then(source, "count", 2, (Ops.Maker) Counts::new);
        JobGraph graph = program.build();

        JobID job = cluster.submit(graph);
        Cluster.await(() -> cluster.ends(job).size() == 2);

        int sum = 0;
        for (TaskRunner.Moved moved : cluster.moves(job)) {
            Map<String, byte[]> values = moved.accumulators();
            assertThat(values.keySet())
                    .isEqualTo(moved.to() == TaskState.FINISHED ? java.util.Set.of("records") : java.util.Set.of());
            if (moved.to() == TaskState.FINISHED) {
                IntCounter counter = InstantiationUtil.deserializeObject(
                        values.get("records"), getClass().getClassLoader());
                sum += counter.getLocalValue();
            }
        }
        assertThat(sum).isEqualTo(100);
        assertThat(Ops.collected("refused"))
                .hasSize(2)
                .allMatch(m -> m.toString().contains("'records'"));
    }

    @Test
    void userCodeSeesTheJobsClassLoader() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 1));
        program.then(
                source,
                "look",
                1,
                Ops.each((n, t, out) ->
                        Ops.sinkOf("loader").add(Thread.currentThread().getContextClassLoader())));

        cluster.run(program.build());

        assertThat(Ops.collected("loader")).containsExactly(Cluster.class.getClassLoader());
    }
}
