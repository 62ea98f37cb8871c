package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.datastream.AsyncDataStream;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.async.AsyncFunction;
import io.millrace.datastream.functions.async.AsyncRetryStrategy;
import io.millrace.datastream.functions.async.ResultFuture;
import io.millrace.datastream.functions.async.RichAsyncFunction;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.testing.retryable.AsyncRetryStrategies;
import io.millrace.testing.retryable.RetryPredicates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that answer later: in order, as they are ready, too late, and at the second try. */
@Timeout(120)
class AsyncCallsTest {
    private static final Map<Long, Integer> TRIES = new ConcurrentHashMap<>();

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> modes() {
        return Results.modes();
    }

    /** Answers from threads of its own. */
    private static final class Doubles extends RichAsyncFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ExecutorService threads;

        @Override
        public void open(OpenContext openContext) {
            threads = Executors.newFixedThreadPool(3);
        }

        @Override
        public void asyncInvoke(Long input, ResultFuture<String> resultFuture) {
            threads.execute(
                    () -> resultFuture.complete(input % 5 == 0 ? List.of() : List.of("a" + input, "b" + input)));
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    private static List<String> expected(long count) {
        return LongStream.range(0, count)
                .filter(i -> i % 5 != 0)
                .boxed()
                .flatMap(i -> java.util.stream.Stream.of("a" + i, "b" + i))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void givesAllResultsAsTheyAreReady(RuntimeExecutionMode mode, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, parallelism);
        DataStream<String> answers =
                AsyncDataStream.unorderedWait(env.fromSequence(0, 999), new Doubles(), 1, TimeUnit.MINUTES, 7);
        assertThat(sorted(answers)).isEqualTo(sorted(expected(1000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void givesResultsInTheOrderOfTheRecords(int capacity) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        List<String> answers = new ArrayList<>();
        try (CloseableIterator<String> results = AsyncDataStream.orderedWait(
                        env.fromSequence(0, 499), new Doubles(), 1, TimeUnit.MINUTES, capacity)
                .executeAndCollect()) {
            results.forEachRemaining(answers::add);
        }
        assertThat(answers).isEqualTo(expected(500));
    }

    /** Answers each ten calls backwards, so that all wait for the last of them. */
    private static final class TenAtATime implements AsyncFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private static final List<Runnable> WAITING = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void asyncInvoke(Long input, ResultFuture<Long> resultFuture) {
            WAITING.add(() -> resultFuture.complete(List.of(input)));
            if (WAITING.size() == 10) {
                List<Runnable> all = new ArrayList<>(WAITING);
                WAITING.clear();
                Collections.reverse(all);
                CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> all.forEach(Runnable::run));
                answered.join();
            }
        }
    }

    @Test
    void unorderedResultsOvertakeEachOther() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        List<Long> answers = AsyncDataStream.unorderedWait(
                        env.fromSequence(0, 9), new TenAtATime(), 0, TimeUnit.MILLISECONDS, 10)
                .executeAndCollect(10);
        assertThat(answers).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noResultIsLateInWindowsBehind(boolean ordered) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        env.getConfig().setAutoWatermarkInterval(1);
        DataStream<Long> events = env.fromSequence(0, 4999)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((event, before) -> event));
        DataStream<String> answers = ordered
                ? AsyncDataStream.orderedWait(events, new Doubles(), 1, TimeUnit.MINUTES, 20)
                : AsyncDataStream.unorderedWait(events, new Doubles(), 1, TimeUnit.MINUTES, 20);
        List<Long> counts = answers.map(answer -> 1L)
                .returns(Types.LONG)
                .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(100)))
                .reduce(Long::sum)
                .executeAndCollect(50);
        assertThat(counts).hasSize(50).containsOnly(160L);
    }

    /** Never answers odd numbers. */
    private static class Evens implements AsyncFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void asyncInvoke(Long input, ResultFuture<String> resultFuture) {
            if (input % 2 == 0) {
                resultFuture.complete(List.of("even " + input));
            }
        }
    }

    private static final class EvensOrLate extends Evens {
        private static final long serialVersionUID = 1L;

        @Override
        public void timeout(Long input, ResultFuture<String> resultFuture) {
            resultFuture.complete(List.of("late " + input));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void asksTheFunctionWhatBecomesOfARecordWhoseTimeIsUp(int capacity) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        DataStream<String> answers = AsyncDataStream.orderedWait(
                env.fromSequence(0, 5), new EvensOrLate(), 5, TimeUnit.MILLISECONDS, capacity);
        assertThat(answers.executeAndCollect(6))
                .containsExactly("even 0", "late 1", "even 2", "late 3", "even 4", "late 5");
    }

    @Test
    void failsWhenTheTimeIsUp() {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        DataStream<String> answers =
                AsyncDataStream.unorderedWait(env.fromSequence(0, 5), new Evens(), 5, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> answers.executeAndCollect(6))
                .hasStackTraceContaining("Could not complete the stream element: 1")
                .hasStackTraceContaining(TimeoutException.class.getSimpleName());
    }

    /** Fails at the first call for a number, gives nothing at the second. */
    private static final class ThirdTime implements AsyncFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void asyncInvoke(Long input, ResultFuture<Long> resultFuture) {
            int tries = TRIES.merge(input, 1, Integer::sum);
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
                if (tries == 1) {
                    resultFuture.completeExceptionally(new IllegalStateException("not yet"));
                } else {
                    resultFuture.complete(tries == 2 ? List.of() : List.of(input));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @SuppressWarnings("unchecked")
    void callsAgainAsTheStrategySays(boolean ordered) throws Exception {
        TRIES.clear();
        AsyncRetryStrategy<Long> strategy = new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<Long>(3, 1)
                .ifResult(RetryPredicates.EMPTY_RESULT_PREDICATE)
                .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
                .build();
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        DataStream<Long> numbers = env.fromSequence(0, 49);
        DataStream<Long> answers = ordered
                ? AsyncDataStream.orderedWaitWithRetry(numbers, new ThirdTime(), 1, TimeUnit.MINUTES, strategy)
                : AsyncDataStream.unorderedWaitWithRetry(numbers, new ThirdTime(), 1, TimeUnit.MINUTES, 4, strategy);
        assertThat(sorted(answers))
                .isEqualTo(sorted(LongStream.range(0, 50).boxed().toList()));
        assertThat(TRIES.values()).hasSize(50).containsOnly(3);
    }

    @Test
    void givesUpWhenTheStrategyDoes() {
        TRIES.clear();
        AsyncRetryStrategy<Long> never = new AsyncRetryStrategies.NoRetryStrategy<>();
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        DataStream<Long> answers = AsyncDataStream.orderedWaitWithRetry(
                env.fromSequence(7, 7), new ThirdTime(), 1, TimeUnit.MINUTES, never);
        assertThatThrownBy(() -> answers.executeAndCollect(1)).hasStackTraceContaining("not yet");
    }

    @Test
    void refusesRetriesWithoutATimeout() {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        AsyncRetryStrategy<Long> never = new AsyncRetryStrategies.NoRetryStrategy<>();
        assertThatThrownBy(() -> AsyncDataStream.orderedWaitWithRetry(
                        env.fromSequence(7, 7), new ThirdTime(), 0, TimeUnit.MINUTES, never))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Timeout of async calls");
    }
}
