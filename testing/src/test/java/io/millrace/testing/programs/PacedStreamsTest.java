package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.aggregation.AggregationFunction.AggregationType;
import io.millrace.datastream.functions.aggregation.ComparableAggregator;
import io.millrace.datastream.functions.aggregation.SumAggregator;
import io.millrace.datastream.functions.source.SourceFunction;
import io.millrace.datastream.functions.source.StatefulSequenceSource;
import io.millrace.datastream.functions.windowing.delta.CosineDistance;
import io.millrace.datastream.functions.windowing.delta.EuclideanDistance;
import io.millrace.datastream.functions.windowing.delta.extractor.FieldFromTuple;
import io.millrace.datastream.source.datagen.DataGeneratorSource;
import io.millrace.datastream.source.ratelimit.RateLimiterStrategy;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.triggers.CountTrigger;
import io.millrace.datastream.windowing.triggers.ProcessingTimeoutTrigger;
import io.millrace.datastream.windowing.triggers.PurgingTrigger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are held back, windows that do not wait for ever, and small functions of the stream API. */
@Timeout(120)
@SuppressWarnings("deprecation")
class PacedStreamsTest {
    private static List<String> numbers(long from, long to) {
        return sorted(LongStream.rangeClosed(from, to).boxed().toList());
    }

    private static DataGeneratorSource<Long> generated(long count, RateLimiterStrategy rates) {
        return new DataGeneratorSource<>(number -> number, count, rates, Types.LONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void generatesAllRecordsAtARate(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        assertThat(sorted(env.fromSource(
                        generated(300, RateLimiterStrategy.perSecond(2000)),
                        WatermarkStrategy.noWatermarks(),
                        "paced")))
                .isEqualTo(numbers(0, 299));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void generatesSoManyRecordsBetweenCheckpoints(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        env.enableCheckpointing(10);
        assertThat(sorted(env.fromSource(
                        generated(40, RateLimiterStrategy.perCheckpoint(8)),
                        WatermarkStrategy.noWatermarks(),
                        "gated")))
                .isEqualTo(numbers(0, 39));
    }

    @Test
    void refusesRatesThatNothingCouldKeep() {
        assertThatThrownBy(() -> RateLimiterStrategy.perSecond(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimiterStrategy.perCheckpoint(3).createRateLimiter(4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Does not end before it is cancelled. */
    private static final class Three implements SourceFunction<Long> {
        private static final long serialVersionUID = 1L;

        private final CountDownLatchHolder end = new CountDownLatchHolder();

        @Override
        public void run(SourceContext<Long> ctx) throws Exception {
            for (long i = 1; i <= 3; i++) {
                ctx.collect(i);
            }
            end.latch().await();
        }

        @Override
        public void cancel() {
            end.latch().countDown();
        }
    }

    /** A latch that is made where it is used. */
    private static final class CountDownLatchHolder implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private transient CountDownLatch latch;

        synchronized CountDownLatch latch() {
            if (latch == null) {
                latch = new CountDownLatch(1);
            }
            return latch;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void firesWindowsThatAreNotFullInTime(boolean fromTheLast) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        try (CloseableIterator<Long> sums = env.addSource(new Three(), Types.LONG)
                .keyBy(number -> 0)
                .window(GlobalWindows.create())
                .trigger(PurgingTrigger.of(
                        ProcessingTimeoutTrigger.of(CountTrigger.of(2), Duration.ofMillis(5), fromTheLast, true)))
                .reduce(Long::sum)
                .executeAndCollect()) {
            long sum = 0;
            while (sum < 6) {
                sum += sums.next();
            }
            assertThat(sum).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void countsInPartsThatAreKept(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        assertThat(sorted(env.addSource(new StatefulSequenceSource(5, 104), Types.LONG)))
                .isEqualTo(numbers(5, 104));
    }

    @Test
    void measuresDistances() {
        double[] right = {3, 0};
        double[] up = {0, 4};
        assertThat(new EuclideanDistance<double[]>().getDelta(right, up)).isEqualTo(5);
        assertThat(new CosineDistance<double[]>().getDelta(right, up)).isEqualTo(1);
        assertThat(new CosineDistance<double[]>().getDelta(up, new double[] {0, 9}))
                .isCloseTo(0, within(1e-12));
        assertThat(new EuclideanDistance<>(new FieldFromTuple<double[]>(1))
                        .getDelta(Tuple2.of("a", right), Tuple2.of("b", up)))
                .isEqualTo(5);
    }

    @Test
    void aggregatesFieldsByFunctions() throws Exception {
        ExecutionConfig config = new ExecutionConfig();
        var type = Types.<Tuple2<String, Integer>>TUPLE(Types.STRING, Types.INT);
        assertThat(new SumAggregator<>(1, type, config).reduce(Tuple2.of("a", 1), Tuple2.of("b", 2)))
                .isEqualTo(Tuple2.of("a", 3));
        assertThat(new ComparableAggregator<>("f1", type, AggregationType.MAXBY, true, config)
                        .reduce(Tuple2.of("a", 1), Tuple2.of("b", 2)))
                .isEqualTo(Tuple2.of("b", 2));
        assertThat(new ComparableAggregator<>(1, type, AggregationType.MIN, config)
                        .reduce(Tuple2.of("a", 3), Tuple2.of("b", 2)))
                .isEqualTo(Tuple2.of("a", 2));
    }
}
