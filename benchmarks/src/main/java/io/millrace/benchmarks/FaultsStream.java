package io.millrace.benchmarks;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.file.sink.FileSink;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stream that {@code testing/faults.sh} disturbs: the numbers from 0, counted by key in keyed state, summed in windows of
 * event time, and written to files once each. Each line is {@code key window count sum places}: {@code places} is the sum of the
 * places that the numbers have among those of their key, as the keyed state counts them. A record that is lost or doubled in
 * state or output shows in one of the four.
 */
public final class FaultsStream {
    private static final long WINDOW_MS = 1000;

    private FaultsStream() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        long numbers = params.getLong("numbers");
        long keys = params.getLong("keys");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        // Each part of the sequence goes through all of event time, in order.
        long times = numbers / env.getParallelism();
        env.enableCheckpointing(params.getLong("checkpoint-interval", 1000));
        env.fromSource(
                        new NumberSequenceSource(0, times * env.getParallelism() - 1),
                        WatermarkStrategy.<Long>forMonotonousTimestamps()
                                .withTimestampAssigner((number, unused) -> number % times),
                        "numbers")
                .map(new Pace(params.getLong("rate", 20_000), params.get("hurry")))
                .returns(Types.LONG)
                .uid("pace")
                .keyBy(number -> number % keys)
                .process(new Places(keys))
                .uid("places")
                .keyBy(entry -> entry.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW_MS)))
                .reduce(FaultsStream::sum, new Line())
                .uid("windows")
                .sinkTo(FileSink.forRowFormat(new Path(params.getRequired("output")), new SimpleStringEncoder<String>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(policy(params.get("roll", "checkpoint")))
                        .build())
                .uid("files");
        env.execute("faults: stream");
    }

    private static RollingPolicy<String, String> policy(String name) {
        return switch (name) {
            case "checkpoint" -> OnCheckpointRollingPolicy.build();
            case "time" ->
                DefaultRollingPolicy.builder()
                        .withRolloverInterval(Duration.ofSeconds(5))
                        .build();
            default -> throw new IllegalArgumentException("--roll is '" + name + "'; expected checkpoint or time");
        };
    }

    private static Tuple4<Long, Long, Long, Long> sum(
            Tuple4<Long, Long, Long, Long> left, Tuple4<Long, Long, Long, Long> right) {
        return Tuple4.of(left.f0, left.f1 + right.f1, left.f2 + right.f2, left.f3 + right.f3);
    }

    /** Makes each number {@code (key, 1, number, place)}. */
    private static final class Places extends KeyedProcessFunction<Long, Long, Tuple4<Long, Long, Long, Long>> {
        private static final long serialVersionUID = 1L;

        private final long keys;
        private transient @Nullable ValueState<Long> counted;

        Places(long keys) {
            this.keys = keys;
        }

        @Override
        public void open(OpenContext context) {
            counted = getRuntimeContext().getState(new ValueStateDescriptor<>("counted", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Tuple4<Long, Long, Long, Long>> out)
                throws Exception {
            ValueState<Long> state = Objects.requireNonNull(counted);
            Long before = state.value();
            long place = before == null ? 1 : before + 1;
            state.update(place);
            out.collect(Tuple4.of(number % keys, 1L, number, place));
        }
    }

    private static final class Line
            extends ProcessWindowFunction<Tuple4<Long, Long, Long, Long>, String, Long, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(
                Long key, Context context, Iterable<Tuple4<Long, Long, Long, Long>> sums, Collector<String> out) {
            for (Tuple4<Long, Long, Long, Long> sum : sums) {
                out.collect(key + " " + context.window().getStart() + " " + sum.f1 + " " + sum.f2 + " " + sum.f3);
            }
        }
    }
}
