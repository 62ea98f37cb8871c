package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** Generated records, summed per key in event-time windows of one second. */
final class Window {
    private Window() {}

    static void measure(String engine, Work work) throws Exception {
        long records = work.number("records", 20_000_000);
        long keys = work.number("keys", 100_000);
        int parallelism = work.parallelism();
        String params = "records=" + records + " keys=" + keys + " p=" + parallelism + work.checkpointParams();
        work.measure(
                "window",
                engine,
                params,
                records,
                () -> run(Environments.checkpointed(work, parallelism), records, keys, parallelism));
    }

    private static long run(StreamExecutionEnvironment env, long records, long keys, int parallelism)
            throws Exception {
        long perSubtask = records / parallelism;
        DataStream<Long> sums = env.fromSequence(0, perSubtask * parallelism - 1)
                .map(number -> Tuple3.of(
                        Work.keyOf(number, keys), 1L, Work.timestampOf(number, perSubtask, parallelism)))
                .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Tuple3<Long, Long, Long>>forMonotonousTimestamps()
                        .withTimestampAssigner((event, before) -> event.f2))
                .keyBy(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .reduce(new Add())
                .map(sum -> sum.f1 * (sum.f0 + 1))
                .returns(Types.LONG);
        return Environments.sum(env, sums, "window");
    }

    private static final class Add implements ReduceFunction<Tuple3<Long, Long, Long>> {
        @Override
        public Tuple3<Long, Long, Long> reduce(Tuple3<Long, Long, Long> left, Tuple3<Long, Long, Long> right) {
            return Tuple3.of(left.f0, left.f1 + right.f1, Math.max(left.f2, right.f2));
        }
    }
}
