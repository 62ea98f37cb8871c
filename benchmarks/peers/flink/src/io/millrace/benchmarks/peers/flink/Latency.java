package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Latencies;
import io.millrace.benchmarks.peers.Work;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.RichParallelSourceFunction;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** How long after the end of a window of 100 ms its results are there, at a steady rate of records. */
public final class Latency {
    private static final long WINDOW_MS = 100;

    private Latency() {}

    public static void measure(String engine, Work work) throws Exception {
        long seconds = work.number("seconds", 60);
        long rate = work.number("rate", 100_000);
        long keys = work.number("keys", 10_000);
        int parallelism = work.parallelism();
        String params = "rate=" + rate + " keys=" + keys + " seconds=" + seconds + " p=" + parallelism;
        for (int run = 1; run <= work.number("runs", 2); run++) {
            StreamExecutionEnvironment env = Environments.stream(parallelism);
            env.setBufferTimeout(1);
            env.getConfig().setAutoWatermarkInterval(1);
            DataStream<Long> sums = env.addSource(new Steady(seconds, rate, keys))
                    .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
                    .assignTimestampsAndWatermarks(
                            WatermarkStrategy.<Tuple3<Long, Long, Long>>forMonotonousTimestamps()
                                    .withTimestampAssigner((event, before) -> event.f2))
                    .keyBy(event -> event.f0)
                    .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW_MS)))
                    .reduce((left, right) ->
                            Tuple3.of(left.f0, left.f1 + right.f1, Math.max(left.f2, right.f2)))
                    .map(result -> {
                        long windowEndMs = (result.f2 / WINDOW_MS + 1) * WINDOW_MS;
                        if (windowEndMs < seconds * 1000) {
                            Latencies.count(Latencies.nowNs() - windowEndMs * 1_000_000);
                        }
                        return result.f1 * (result.f0 + 1);
                    })
                    .returns(Types.LONG);
            Latencies.begin();
            long checksum = Environments.sum(env, sums, "latency");
            Latencies.print(engine, params, run, rate, checksum);
        }
    }

    private static final class Steady extends RichParallelSourceFunction<Tuple3<Long, Long, Long>> {
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
        public void run(SourceFunction.SourceContext<Tuple3<Long, Long, Long>> ctx) {
            int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            long number = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            long end = seconds * rate;
            while (number < end && !cancelled) {
                long due = Math.min(end, Latencies.nowNs() * rate / 1_000_000_000L);
                for (; number < due; number += subtasks) {
                    ctx.collect(Tuple3.of(Work.keyOf(number, keys), 1L, number * 1000 / rate));
                }
                LockSupport.parkNanos(50_000);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
