package io.millrace.benchmarks;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.RichSinkFunction;
import io.millrace.datastream.functions.source.RichParallelSourceFunction;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after the end of a window its results are there: records come at a steady rate, each with the time at which it is
 * due as its event time, and are counted per key in windows of 100 ms.
 *
 * <p>{@code --seconds S --rate N --keys K --parallelism P --runs R}. Watermark interval and buffer timeout are 1 ms. What
 * the end of the input releases does not count.
 */
public final class LatencyBenchmark {
    private static final long WINDOW_MS = 100;

    private LatencyBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        long seconds = options.getLong("seconds", 60);
        long rate = options.getLong("rate", 100_000);
        long keys = options.getLong("keys", 10_000);
        int parallelism = options.getInt("parallelism", 2);
        String params = "rate=" + rate + " keys=" + keys + " seconds=" + seconds + " p=" + parallelism;
        for (int run = 1; run <= options.getInt("runs", 2); run++) {
            Latencies.begin();
            long checksum = run(seconds, rate, keys, parallelism);
            Latencies.print("millrace", params, run, (double) rate, checksum);
        }
    }

    private static long run(long seconds, long rate, long keys, int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        env.setParallelism(parallelism);
        env.setBufferTimeout(1);
        env.getConfig().enableObjectReuse().setAutoWatermarkInterval(1);
        env.addSource(new Steady(seconds, rate, keys))
                .returns(Event.class)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Event>forMonotonousTimestamps()
                        .withTimestampAssigner((event, before) -> event.timestamp()))
                .keyBy(Event::key)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW_MS)))
                .reduce((left, right) -> new Event(
                        left.key(), left.value() + right.value(), Math.max(left.timestamp(), right.timestamp())))
                .addSink(new Arrivals(seconds * 1000));
        Long checksum = env.execute("latency").getAccumulatorResult("checksum");
        return Objects.requireNonNull(checksum, "the job counted no checksum");
    }

    /** One record. */
    public record Event(long key, long value, long timestamp) {}

    /** Emits what is due, then waits a little. */
    private static final class Steady extends RichParallelSourceFunction<Event> {
        private static final long serialVersionUID = 1L;
        private static final long WAIT_NS = 50_000;

        private final long seconds;
        private final long rate;
        private final long keys;
        private volatile boolean cancelled;

        Steady(long seconds, long rate, long keys) {
            this.seconds = seconds;
            this.rate = rate;
            this.keys = keys;
        }

        @Override
        public void run(SourceContext<Event> ctx) {
            int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            long number = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            long end = seconds * rate;
            while (number < end && !cancelled) {
                long due = Math.min(end, Latencies.nowNs() * rate / 1_000_000_000L);
                for (; number < due; number += subtasks) {
                    ctx.collect(new Event(
                            Long.remainderUnsigned((number * 0x9E3779B97F4A7C15L) >>> 20, keys),
                            1,
                            number * 1000 / rate));
                }
                LockSupport.parkNanos(WAIT_NS);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Notes when a result came, and sums: every record counts once, weighed by its key. */
    private static final class Arrivals extends RichSinkFunction<Event> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();
        private final long endMs;

        Arrivals(long endMs) {
            this.endMs = endMs;
        }

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void invoke(Event result, Context context) {
            long windowEndMs = (result.timestamp() / WINDOW_MS + 1) * WINDOW_MS;
            if (windowEndMs < endMs) {
                Latencies.count(Latencies.nowNs() - windowEndMs * 1_000_000);
            }
            sum.add(result.value() * (result.key() + 1));
        }
    }
}
