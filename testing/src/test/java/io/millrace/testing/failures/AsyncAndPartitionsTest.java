package io.millrace.testing.failures;

import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.AsyncDataStream;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.async.ResultFuture;
import io.millrace.datastream.functions.async.RichAsyncFunction;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that fail twice while calls are not answered, or while a partition is not whole: each record counts once. */
@Timeout(120)
class AsyncAndPartitionsTest {
    private static final int EACH = 2_000;

    private final Trial trial = new Trial(2);

    /** Answers from a thread, a few calls later. */
    private static final class Later extends RichAsyncFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ExecutorService thread;

        @Override
        public void open(OpenContext openContext) {
            thread = Executors.newSingleThreadExecutor();
        }

        @Override
        public void asyncInvoke(Long input, ResultFuture<String> resultFuture) {
            thread.execute(() -> resultFuture.complete(List.of("line " + input)));
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    private static List<String> expected(long count) {
        return LongStream.range(0, count).mapToObj(number -> "line " + number).toList();
    }

    @ParameterizedTest(name = "ordered: {0}, parallelism {1}, TaskManagers {2}")
    @CsvSource({"true,1,1", "false,1,1", "true,4,2", "false,4,2"})
    void asksAgainForWhatWasNotAnswered(boolean ordered, int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<Long> numbers = trial.fail(trial.sequence(env, 0, count - 1));
        Jobs.finish(
                ordered
                        ? AsyncDataStream.orderedWait(numbers, new Later(), 1, TimeUnit.MINUTES, 50)
                        : AsyncDataStream.unorderedWait(numbers, new Later(), 1, TimeUnit.MINUTES, 50),
                trial,
                expected(count));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "4,2"})
    void keepsPartitionsThatAreNotWhole(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        MapPartitionFunction<Long, String> lines =
                (numbers, out) -> numbers.forEach(number -> out.collect("line " + number));
        Jobs.finish(
                trial.fail(trial.sequence(env, 0, count - 1))
                        .fullWindowPartition()
                        .mapPartition(lines)
                        .returns(Types.STRING),
                trial,
                expected(count));
    }

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "4,2"})
    void keepsWhatPartitionsCameTo(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        long count = (long) EACH * parallelism;
        DataStream<String> sum = trial.fail(trial.sequence(env, 0, count - 1))
                .fullWindowPartition()
                .reduce(Long::sum)
                .global()
                .fullWindowPartition()
                .reduce(Long::sum)
                .map(total -> "sum " + total)
                .returns(Types.STRING);
        Jobs.finish(sum, trial, List.of("sum " + count * (count - 1) / 2));
    }
}
