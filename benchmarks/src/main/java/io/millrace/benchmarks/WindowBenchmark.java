package io.millrace.benchmarks;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.RichSinkFunction;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.Objects;

/**
 * A stream of generated records, summed per key in event-time windows of one second.
 *
 * <p>{@code --records N --keys K --parallelism P --runs R [--checkpoints MS --checkpoint-dir URI]}; a window holds a million
 * records. The records of each source subtask are in order, and the subtasks' event times run side by side.
 */
public final class WindowBenchmark {
    private static final long RECORDS_PER_WINDOW = 1_000_000;

    private WindowBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        long records = options.getLong("records", 20_000_000);
        long keys = options.getLong("keys", 100_000);
        int parallelism = options.getInt("parallelism", 2);
        long checkpointsMs = options.getLong("checkpoints", 0);
        Measured.runs(
                "window",
                "millrace",
                "records=" + records + " keys=" + keys + " p=" + parallelism
                        + (checkpointsMs == 0 ? "" : " checkpoints=" + checkpointsMs + "ms"),
                records,
                options.getInt("runs", 5),
                () -> {
                    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                    if (checkpointsMs > 0) {
                        env.enableCheckpointing(checkpointsMs);
                        env.getCheckpointConfig().setCheckpointStorage(options.getRequired("checkpoint-dir"));
                    }
                    return run(env, records, keys, parallelism);
                });
    }

    private static long run(StreamExecutionEnvironment env, long records, long keys, int parallelism) throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        long perSubtask = records / parallelism;
        env.fromSequence(0, perSubtask * parallelism - 1)
                .map(new ToEvent(perSubtask, parallelism, keys))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Event>forMonotonousTimestamps()
                        .withTimestampAssigner((event, before) -> event.timestamp()))
                .keyBy(Event::key)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .reduce((left, right) -> new Event(
                        left.key(), left.value() + right.value(), Math.max(left.timestamp(), right.timestamp())))
                .addSink(new Checksum());
        Long checksum = env.execute("window").getAccumulatorResult("checksum");
        return Objects.requireNonNull(checksum, "the job counted no checksum");
    }

    /** One record. */
    public record Event(long key, long value, long timestamp) {}

    /** Spreads the numbers of each source subtask over keys and time. */
    private record ToEvent(long perSubtask, int parallelism, long keys)
            implements io.millrace.dataflow.functions.MapFunction<Long, Event> {
        @Override
        public Event map(Long number) {
            long place = number % perSubtask;
            long key = Long.remainderUnsigned((number * 0x9E3779B97F4A7C15L) >>> 20, keys);
            return new Event(key, 1, place * parallelism * 1000 / RECORDS_PER_WINDOW);
        }
    }

    /** Sums what it gets: every record counts once, weighed by its key. */
    private static final class Checksum extends RichSinkFunction<Event> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void invoke(Event value, Context context) {
            sum.add(value.value() * (value.key() + 1));
        }
    }
}
