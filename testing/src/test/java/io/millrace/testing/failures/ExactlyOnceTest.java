package io.millrace.testing.failures;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import io.millrace.datastream.windowing.assigners.EventTimeSessionWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State, timers and windows of jobs that fail twice: each record counts once. */
@Timeout(120)
class ExactlyOnceTest {
    /** Records of each source's subtask: checkpoints are complete before most of them have gone by, if the machine has time. */
    private static final int EACH = 2_000;

    private static final int KEYS = 7;

    private final Trial trial = new Trial(2);

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,1", "4,1", "4,2", "3,3"})
    void rollingSums(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        Jobs.finish(counted(trial.fail(trial.sequence(env, 0, count - 1))), trial, counts(count));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,1", "4,2"})
    void reducesWithFailuresBehind(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<Tuple2<Long, Long>> reduced = trial.sequence(env, 0, count - 1)
                .map(number -> Tuple2.of(number % KEYS, 1L))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(entry -> entry.f0)
                .reduce((left, right) -> Tuple2.of(left.f0, left.f1 + right.f1));
        Jobs.finish(trial.fail(reduced).map(sum -> sum.f0 + "=" + sum.f1).returns(Types.STRING), trial, counts(count));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void unionsOfThreeStreams(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long half = (long) EACH * parallelism;
        List<Long> few = LongStream.range(2 * half, 2 * half + 100).boxed().toList();
        DataStream<Long> all = env.fromSequence(0, half - 1)
                .union(trial.fail(trial.sequence(env, half, 2 * half - 1)), env.fromData(few));
        Jobs.finish(counted(all), trial, counts(2 * half + 100));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void valuesMapsListsAndTimers(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<String> lines =
                trial.fail(timed(env, count)).keyBy(number -> number % KEYS).process(new Buckets());
        Map<String, Long> sums = new TreeMap<>();
        for (long n = 0; n < count; n++) {
            sums.merge(n % KEYS + "/" + n % EACH / Buckets.SIZE, n, Long::sum);
        }
        List<String> expected = new ArrayList<>();
        sums.forEach((key, sum) -> expected.add(key + "=" + sum + key.substring(key.indexOf('/'))));
        Jobs.finish(lines, trial, expected);
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,1", "4,2"})
    void tumblingWindows(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<String> lines = trial.fail(timed(env, count))
                .keyBy(number -> number % KEYS)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(100)))
                .process(new Functions.Sums());
        Map<String, Long> sums = new TreeMap<>();
        for (long n = 0; n < count; n++) {
            long start = n % EACH / 100 * 100;
            sums.merge(n % KEYS + "[" + start + "," + (start + 100) + ")", n, Long::sum);
        }
        Jobs.finish(lines, trial, Jobs.entries(sums));
    }

    /** Only the first half of each hundred milliseconds has records. */
    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,1", "4,2"})
    void sessionWindows(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<String> lines = trial.fail(timed(env, count))
                .filter(number -> number % 100 < 50)
                .keyBy(number -> number % 5)
                .window(EventTimeSessionWindows.withGap(Duration.ofMillis(20)))
                .process(new Functions.Sums());
        Map<String, Long> sums = new TreeMap<>();
        for (long n = 0; n < count; n++) {
            if (n % 100 < 50) {
                long start = n % EACH / 100 * 100 + n % 5;
                sums.merge(n % 5 + "[" + start + "," + (start + 45 + 20) + ")", n, Long::sum);
            }
        }
        Jobs.finish(lines, trial, Jobs.entries(sums));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void twoStreamsByKey(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<String> pairs = trial.fail(trial.sequence(env, 0, count - 1))
                .connect(env.fromSequence(0, count / 2 - 1))
                .keyBy(left -> left / 2, right -> right / 2)
                .process(new Functions.Pairs());
        List<String> expected = new ArrayList<>();
        for (long right = 0; right < count / 2; right++) {
            expected.add(right / 2 * 2 + "," + right);
            expected.add(right / 2 * 2 + 1 + "," + right);
        }
        Jobs.finish(pairs, trial, expected);
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void broadcastRules(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<String> lines = trial.fail(trial.sequence(env, 0, count - 1))
                .keyBy(number -> number % KEYS)
                .connect(env.fromSequence(1, 3).broadcast(Functions.Rules.RULES))
                .process(new Functions.Rules());
        List<String> expected = new ArrayList<>();
        for (long n = 0; n < count; n++) {
            for (long rule = 1; rule <= 3; rule++) {
                expected.add(n + "*" + rule);
            }
        }
        Jobs.finish(lines, trial, expected);
    }

    /** The numbers below {@code count}; each subtask's part of them goes through event time in order. */
    private DataStream<Long> timed(StreamExecutionEnvironment env, long count) {
        return trial.hold(
                env,
                new NumberSequenceSource(0, count - 1),
                Types.LONG,
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((number, unused) -> number % EACH));
    }

    /** Each number's place among those of its key, as {@code key=place}. */
    private static DataStream<String> counted(DataStream<Long> numbers) {
        return numbers.map(number -> Tuple2.of(number % KEYS, 1L))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(entry -> entry.f0)
                .sum(1)
                .map(sum -> sum.f0 + "=" + sum.f1)
                .returns(Types.STRING);
    }

    private static List<String> counts(long numbers) {
        return LongStream.range(0, numbers)
                .mapToObj(n -> n % KEYS + "=" + (n / KEYS + 1))
                .toList();
    }
}
