package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.Failure;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.TestTypes;
import io.millrace.taskmanager.kit.TestTypes.Box;
import io.millrace.testing.seeds.Seeds;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps and filters in a row, as one method and each for itself: nobody can tell the difference. */
class FusedChainsTest {
    private static final int RECORDS = 1_500;

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

    private static Program program(boolean fused) {
        return new Program().with("execution.vertices.own-classes", String.valueOf(fused));
    }

    /** A function with something of its own. */
    private static final class Sums implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private long sum;

        @Override
        public Long map(Long number) {
            sum += number;
            return sum;
        }
    }

    private static Ops.Maker step(Random random) {
        long any = random.nextInt(5);
        return switch (random.nextInt(8)) {
            case 0 -> Ops.<Long, Long>maps(n -> n * 31 + 7);
            case 1 -> Ops.<Long, Long>maps(n -> n + any);
            case 2 -> Ops.<Long, Long>maps(new Sums());
            case 3 -> Ops.<Long>filters(n -> (n & 3) != 0);
            case 4 -> Ops.<Long>filters(n -> n % 7 != any);
            case 5 ->
                Ops.<Long, Long>each((n, t, out) -> {
                    out.collect(n, t);
                    out.collect(-n, t);
                });
            case 6 -> Ops.<Long, String>maps(n -> n % 5 == 0 ? null : String.valueOf(n));
            default -> Ops.<Long, Long>maps(n -> n ^ n >>> 3);
        };
    }

    private List<Object> results(long seed, boolean fused) {
        Ops.reset();
        Random random = new Random(seed);
        Program program = program(fused);
        Handle last = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        int steps = 1 + random.nextInt(9);
        for (int i = 0; i < steps; i++) {
            ExchangePattern pattern =
                    random.nextInt(6) == 0 ? new ExchangePattern.Rebalance() : new ExchangePattern.Forward();
            last = program.then(last, "step " + i, 1, step(random), pattern);
            last = program.then(last, "numbers again " + i, 1, Ops.maps(FusedChainsTest::number));
        }
        program.then(last, "sink", 1, Ops.sink("all"));
        cluster.run(program.build());
        return Ops.collected("all");
    }

    private static Long number(Object value) {
        return value == null ? Long.valueOf(-1) : Long.valueOf(value.toString());
    }

    @ParameterizedTest
    @Seeds(25)
    void givesTheSameInTheSameOrder(long seed) {
        List<Object> fused = results(seed, true);

        assertThat(fused).isEqualTo(results(seed, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsTheFunctionsThemselvesOnlyWhereVerticesHaveClassesOfTheirOwn(boolean own) {
        Program program = program(own);
        Handle source = program.source("numbers", 1, Ops.numbers(0, 10));
        Handle first = program.then(source, "first", 1, Ops.<Long, Long>maps(n -> n + 1));
        Handle second = program.then(first, "second", 1, Ops.<Long>filters(n -> n != 5));
        program.then(second, "sink", 1, Ops.sink("all"));

        cluster.run(program.build());

        assertThat(Ops.collected("all")).containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L, 10L);
        assertThat(Ops.collected("called by process")).hasSize(own ? 0 : 20);
    }

    /** Emits a watermark and a record in one call, in both orders. */
    private static final class Marks extends Ops.Each<Object, Object> {
        Marks() {
            super((record, timestamp, output) -> {
                output.emitWatermark(timestamp - 1);
                output.collect(record, timestamp);
                output.emitWatermark(timestamp);
            });
        }

        @Override
        public boolean forwardsWatermarks() {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noRecordOvertakesAWatermarkThatWasEmittedBeforeIt(boolean fused) {
        Program program = program(fused);
        Handle source = program.source("script", 1, Ops.script(10L, 20L, 33L));
        Handle marks = program.then(source, "marks", 1, (Ops.Maker) Marks::new);
        Handle first = program.then(marks, "first", 1, Ops.<Long, Long>maps(n -> n + 1));
        Handle second = program.then(first, "second", 1, Ops.<Long>filters(n -> n != 34));
        Handle third = program.then(second, "third", 1, Ops.<Long, Long>maps(n -> n - 1));
        program.then(third, "sink", 1, Ops.eventSink("all"));

        cluster.run(program.build());

        assertThat(Ops.collected("all"))
                .containsExactly("W9", "10@10", "W10", "W19", "20@20", "W20", "W32", "W33", "E");
    }

    private static Ops.Maker passes(boolean filter, boolean fails) {
        long wrong = fails ? 42 : -1;
        FilterFunction<Long> function = n -> {
            if (n % 1000 == wrong) {
                throw new IllegalStateException("on purpose");
            }
            return true;
        };
        return filter
                ? Ops.filters(function)
                : Ops.<Long, Long>maps(n -> {
                    boolean unused = function.filter(n);
                    return n + 1000;
                });
    }

    /** Filters at 0, 1 and 3, maps at 2 and 4, a filter at 5; behind an exchange, and behind the source. */
    @ParameterizedTest
    @CsvSource({
        "0, false, 42",
        "1, false, 42",
        "2, false, 42",
        "3, false, 42 (as it came to operator 'step 0' of the same chain)",
        "4, false, 42 (as it came to operator 'step 0' of the same chain)",
        "5, false, 42 (as it came to operator 'step 0' of the same chain)",
        "0, true, 42",
        "2, true, 42",
        "5, true, 42 (as it came to operator 'step 0' of the same chain)"
    })
    void saysWhichOperatorFailedAndAtWhichRecord(int failing, boolean exchanged, String record) {
        Program program = program(true);
        Handle last = program.source("numbers", 1, Ops.numbers(0, 100));
        for (int i = 0; i < 6; i++) {
            ExchangePattern pattern =
                    i == 0 && exchanged ? new ExchangePattern.Rebalance() : new ExchangePattern.Forward();
            last = program.then(last, "step " + i, 1, passes(i != 2 && i != 4, i == failing), pattern);
        }
        program.then(last, "sink", 1, Ops.sink("all"));

        Failure failure = cluster.fail(program.build());

        assertThat(failure.operator()).contains("step " + failing);
        assertThat(failure.message()).contains("on purpose");
        assertThat(failure.stackTrace()).startsWith("java.lang.IllegalStateException: on purpose");
        assertThat(failure.record()).contains(record);
        assertThat(Ops.collected("all")).hasSize(42);
    }

    @Test
    void blamesTheOperatorBehindARunForWhatItThrows() {
        Program program = program(true);
        Handle last = program.source("numbers", 1, Ops.numbers(0, 100));
        last = program.then(last, "first", 1, passes(false, false));
        last = program.then(last, "second", 1, passes(false, false));
        program.then(last, "behind", 1, Ops.<Long, Long>each((n, t, out) -> {
            throw new IllegalStateException("on purpose");
        }));

        Failure failure = cluster.fail(program.build());

        assertThat(failure.operator()).contains("behind");
        assertThat(failure.record()).contains("2000");
    }

    /** Emits one and the same box again and again. */
    private static final class SameBox implements MapFunction<Long, Box> {
        private static final long serialVersionUID = 1L;

        private transient Box box;

        @Override
        public Box map(Long number) {
            box = box == null ? new Box(0) : box;
            box.value = number;
            return box;
        }
    }

    /** Emits what it got the time before, and marks it. */
    private static final class Late implements MapFunction<Box, Box> {
        private static final long serialVersionUID = 1L;

        private transient Box last;

        @Override
        public Box map(Box box) {
            Box before = last == null ? new Box(-1) : last;
            last = box;
            before.value += 1_000_000;
            return before;
        }
    }

    private List<Long> boxes(boolean fused, boolean reuse) {
        Ops.reset();
        Program program = program(fused);
        if (reuse) {
            program.objectReuse();
        }
        Handle source = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        Handle same = program.then(source, "same", 1, Ops.maps(new SameBox()));
        program.type(TestTypes.box());
        Handle late = program.then(same, "late", 1, Ops.maps(new Late()));
        Handle later = program.then(late, "later", 1, Ops.maps(new Late()));
        program.then(
                later,
                "sink",
                1,
                Ops.<Box, Box>each((box, t, out) -> Ops.sinkOf("all").add(box.value)));
        cluster.run(program.build());
        return Ops.collected("all").stream().map(Long.class::cast).toList();
    }

    @Test
    void copiesBetweenItsStepsUnlessReuseIsOn() {
        List<Long> copied = boxes(true, false);

        assertThat(copied).isEqualTo(boxes(false, false));
        assertThat(copied.subList(2, RECORDS))
                .isEqualTo(LongStream.range(2_000_000, 2_000_000 + RECORDS - 2)
                        .boxed()
                        .toList());
        assertThat(boxes(true, true)).isEqualTo(boxes(false, true)).isNotEqualTo(copied);
    }

    @Test
    void countsWhatEachOfItsOperatorsGets() {
        CountDownLatch open = new CountDownLatch(1);
        Ops.share("open", open);
        Program program = program(true);
        Handle last = program.source("numbers", 1, Ops.numbers(0, 1_000));
        last = program.then(last, "all", 1, Ops.<Long, Long>maps(n -> n));
        last = program.then(last, "half", 1, Ops.<Long>filters(n -> n % 2 == 0));
        last = program.then(last, "again", 1, Ops.<Long, Long>maps(n -> n));
        last = program.then(last, "tenth", 1, Ops.<Long>filters(n -> n % 10 == 0));
        last = program.then(last, "and again", 1, Ops.<Long, Long>maps(n -> n));
        program.then(last, "last", 1, Ops.<Long, Object>each((n, t, out) -> {
            if (n == 990) {
                Ops.<CountDownLatch>shared("open").await();
            }
        }));
        JobGraph graph = program.build();
        JobID job = cluster.submit(graph);

        Cluster.await(() -> received().equals(List.of(0L, 991L, 991L, 496L, 496L, 100L, 100L)));
        open.countDown();
        Cluster.await(() -> cluster.ends(job).size() == 1);
    }

    private List<Long> received() {
        cluster.runner().measure();
        List<TaskRunner.Fact> facts = cluster.facts();
        return facts.stream()
                .filter(TaskRunner.Measured.class::isInstance)
                .map(TaskRunner.Measured.class::cast)
                .flatMap(measured -> measured.tasks().stream())
                .reduce((before, after) -> after)
                .map(task -> task.operators().stream()
                        .map(OperatorMeasures::recordsIn)
                        .toList())
                .orElse(List.of());
    }
}
