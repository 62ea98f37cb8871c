package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.restart.RestartStrategies;
import io.millrace.dataflow.state.CheckpointListener;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.IterativeStream;
import io.millrace.datastream.IterativeStream.ConnectedIterativeStreams;
import io.millrace.datastream.SingleOutputStreamOperator;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.datastream.functions.co.CoMapFunction;
import io.millrace.datastream.functions.source.SourceFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streaming programs whose records go round in loops. */
@Timeout(120)
@SuppressWarnings("deprecation")
class StreamLoopsTest {
    /** Runs a program whose loop never ends until it has given so many results. */
    private static List<String> first(int results, DataStream<?> stream) throws Exception {
        return sorted(stream.executeAndCollect(results));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void sendsRecordsRoundUntilTheyAreDone(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        IterativeStream<Long> loop = env.fromSequence(0, 50).iterate();
        DataStream<Long> less = loop.map(n -> n - 1).returns(Types.LONG);
        loop.closeWith(less.filter(n -> n > 0));
        assertThat(first(51, less.filter(n -> n <= 0))).containsOnlyOnce("-1").contains("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void endsWhenNothingHasComeBackForTheLongestWait(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        IterativeStream<Long> loop = env.fromSequence(1, 5).iterate(100);
        loop.closeWith(loop.filter(n -> n > 5));
        assertThat(sorted(loop.map(n -> n).returns(Types.LONG))).containsExactly("1", "2", "3", "4", "5");
    }

    private static final class Steps extends ProcessFunction<Tuple2<Long, Integer>, Tuple2<Long, Integer>> {
        private static final long serialVersionUID = 1L;
        private static final OutputTag<Tuple2<Long, Integer>> AGAIN =
                new OutputTag<>("again", Types.TUPLE(Types.LONG, Types.INT));

        @Override
        public void processElement(Tuple2<Long, Integer> number, Context ctx, Collector<Tuple2<Long, Integer>> out) {
            if (number.f0 == 1) {
                out.collect(number);
            } else {
                number.f0 = number.f0 % 2 == 0 ? number.f0 / 2 : 3 * number.f0 + 1;
                number.f1++;
                ctx.output(AGAIN, number);
            }
        }
    }

    private static int stepsOf(long number) {
        int steps = 0;
        for (long n = number; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
            steps++;
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void takesBackASideOutputOfAKeyedBodyThatChangesItsRecords(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        IterativeStream<Tuple2<Long, Integer>> loop = env.fromSequence(1, 300)
                .map(n -> Tuple2.of(n, 0))
                .returns(Types.TUPLE(Types.LONG, Types.INT))
                .iterate();
        SingleOutputStreamOperator<Tuple2<Long, Integer>> body =
                loop.keyBy(number -> number.f0).process(new Steps());
        loop.closeWith(body.getSideOutput(Steps.AGAIN).rebalance());
        assertThat(first(300, body))
                .isEqualTo(sorted(LongStream.rangeClosed(1, 300)
                        .mapToObj(n -> Tuple2.of(1L, stepsOf(n)))
                        .toList()));
    }

    @Test
    void seesFeedbackOfAnotherTypeApart() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        ConnectedIterativeStreams<Integer, String> loop = env.fromElements(1, 2, 3)
                .rebalance()
                .map(n -> n)
                .returns(Types.INT)
                .iterate()
                .withFeedbackType(Types.STRING);
        DataStream<String> body = loop.map(new CoMapFunction<Integer, String, String>() {
            private static final long serialVersionUID = 1L;

            @Override
            public String map1(Integer value) {
                return String.valueOf(value);
            }

            @Override
            public String map2(String value) {
                return value + "!";
            }
        });
        loop.closeWith(body.filter(text -> text.length() < 4));
        assertThat(first(12, body))
                .containsExactly("1", "1!", "1!!", "1!!!", "2", "2!", "2!!", "2!!!", "3", "3!", "3!!", "3!!!");
    }

    @Test
    void runsLoopsInLoopsAndClosesOneTwice() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        IterativeStream<Long> outer = env.fromSequence(1, 20).iterate();
        IterativeStream<Long> inner = outer.map(n -> n * 10).returns(Types.LONG).iterate();
        inner.closeWith(inner.filter(n -> n % 2 == 0).map(n -> n + 1).returns(Types.LONG));
        DataStream<Long> odd = inner.filter(n -> n % 2 == 1);
        outer.closeWith(odd.filter(n -> n < 100).map(n -> n + 100).returns(Types.LONG));
        outer.closeWith(odd.filter(n -> n > 100 && n < 200).map(n -> 10 * n).returns(Types.LONG));
        List<String> expected = new ArrayList<>();
        for (long n = 1; n <= 20; n++) {
            long value = n;
            while (true) {
                value = value * 10 + 1;
                expected.add(String.valueOf(value));
                if (value < 100) {
                    value += 100;
                } else if (value > 100 && value < 200) {
                    value *= 10;
                } else {
                    break;
                }
            }
        }
        assertThat(first(expected.size(), odd)).isEqualTo(sorted(expected));
    }

    @Test
    void refusesFeedbackThatDoesNotFit() {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 4);
        DataStream<Long> numbers = env.fromSequence(1, 10);
        IterativeStream<Long> loop = numbers.iterate();
        assertThatThrownBy(() -> loop.closeWith(numbers))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("does not originate");
        assertThatThrownBy(() ->
                        loop.closeWith(loop.map(n -> n).returns(Types.LONG).setParallelism(2)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Parallelism of the feedback stream must match");
        loop.print();
        assertThatThrownBy(env::execute)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not have any feedback edges");
        StreamExecutionEnvironment batch = Results.stream(RuntimeExecutionMode.BATCH, 1);
        IterativeStream<Long> inBatch = batch.fromSequence(1, 2).iterate();
        inBatch.closeWith(inBatch.filter(n -> n > 2));
        assertThatThrownBy(batch::execute).isInstanceOf(UnsupportedOperationException.class);
    }

    // ------------------------------------------------------------------ failures

    private static final int NUMBERS = 200;
    private static final int ROUNDS = 40;
    private static volatile CountDownLatch failed = new CountDownLatch(1);
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    private static final AtomicBoolean FAILS = new AtomicBoolean();

    /** Gives the numbers, and ends when the body has failed. */
    private static final class Held implements SourceFunction<Long>, CheckpointedFunction {
        private static final long serialVersionUID = 1L;
        private transient ListState<Long> given;
        private long next;
        private volatile boolean running = true;

        @Override
        public void run(SourceContext<Long> ctx) throws Exception {
            while (running && next < NUMBERS) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(next++);
                }
            }
            failed.await();
        }

        @Override
        public void cancel() {
            running = false;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            given.update(List.of(next));
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            given = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Long.class));
            for (Long restored : given.get()) {
                next = restored;
            }
        }
    }

    /** Sends each number round, slowly enough for checkpoints while numbers are on their way; fails once after two of them. */
    private static final class Body extends ProcessFunction<Tuple2<Long, Integer>, Tuple2<Long, Integer>>
            implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Tuple2<Long, Integer> number, Context ctx, Collector<Tuple2<Long, Integer>> out) {
            boolean first = getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
            if (first && CHECKPOINTS.get() >= 2 && FAILS.compareAndSet(true, false)) {
                failed.countDown();
                throw new IllegalStateException("on purpose");
            }
            // The first attempt sends them round for ever, so that checkpoints find some on their way, and has no
            // results.
            out.collect(first && number.f1 >= ROUNDS ? number : Tuple2.of(number.f0, number.f1 + 1));
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTS.incrementAndGet();
        }
    }

    @Test
    void losesAndRepeatsNoRecordOnItsWayBackAfterAFailure() throws Exception {
        failed = new CountDownLatch(1);
        CHECKPOINTS.set(0);
        FAILS.set(true);
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        env.enableCheckpointing(20);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, Duration.ZERO));
        IterativeStream<Tuple2<Long, Integer>> loop = env.addSource(new Held())
                .map(n -> Tuple2.of(n, 0))
                .returns(Types.TUPLE(Types.LONG, Types.INT))
                .setParallelism(2)
                .iterate();
        SingleOutputStreamOperator<Tuple2<Long, Integer>> body =
                loop.keyBy(number -> number.f0).process(new Body());
        loop.closeWith(body.filter(number -> number.f1 <= ROUNDS));
        assertThat(first(
                        NUMBERS,
                        body.filter(number -> number.f1 > ROUNDS)
                                .map(number -> number.f0)
                                .returns(Types.LONG)))
                .isEqualTo(sorted(LongStream.range(0, NUMBERS).boxed().toList()));
        assertThat(FAILS).isFalse();
    }
}
