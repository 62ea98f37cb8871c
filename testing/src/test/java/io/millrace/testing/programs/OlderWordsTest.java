package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.eventtime.WatermarkGenerator;
import io.millrace.dataflow.eventtime.WatermarkOutput;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.PrintSink;
import io.millrace.datastream.functions.sink.SinkFunction;
import io.millrace.datastream.functions.sink.filesystem.OutputFileConfig;
import io.millrace.datastream.functions.sink.filesystem.StreamingFileSink;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import io.millrace.datastream.functions.source.datagen.DataGeneratorSource;
import io.millrace.datastream.functions.source.datagen.RandomGenerator;
import io.millrace.datastream.functions.source.datagen.SequenceGenerator;
import io.millrace.datastream.windowing.assigners.GlobalWindows;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.triggers.TriggerResult;
import io.millrace.datastream.windowing.windows.GlobalWindow;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sinks and sources that programs of some years ago are written with. */
@SuppressWarnings("deprecation")
class OlderWordsTest {
    @TempDir
    Path folder;

    /** Fires each time it has seen a number of records, by a trigger's older state. */
    private static final class EveryThird extends Trigger<Object, GlobalWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public TriggerResult onElement(Object record, long timestamp, GlobalWindow window, TriggerContext context)
                throws Exception {
            ValueState<Integer> seen = context.getKeyValueState("seen", Integer.class, 0);
            seen.update((seen.value() + 1) % 3);
            return seen.value() == 0 ? TriggerResult.FIRE_AND_PURGE : TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext context) {
            return TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext context) {
            return TriggerResult.CONTINUE;
        }

        @Override
        public void clear(GlobalWindow window, TriggerContext context) {}
    }

    @Test
    void theOlderStateOfATriggerIsThereForEachKey() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        assertThat(sorted(env.fromSequence(1, 20)
                        .keyBy(n -> n % 2)
                        .window(GlobalWindows.create())
                        .trigger(new EveryThird())
                        .reduce(Long::sum)))
                .isEqualTo(sorted(
                        List.of(1L + 3 + 5, 7L + 9 + 11, 13L + 15 + 17, 2L + 4 + 6, 8L + 10 + 12, 14L + 16 + 18)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "BATCH"})
    void theOlderFileSinkWritesEachRecordOnce(RuntimeExecutionMode mode) throws Exception {
        StreamExecutionEnvironment env = Results.stream(mode, 2);
        env.fromSequence(1, 100)
                .map(String::valueOf)
                .returns(Types.STRING)
                .addSink(StreamingFileSink.forRowFormat(
                                new io.millrace.dataflow.fs.Path(folder.toUri()), new SimpleStringEncoder<String>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .withOutputFileConfig(
                                OutputFileConfig.builder().withPartPrefix("old").build())
                        .build());
        env.execute();

        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("old-"))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(sorted(lines))
                .isEqualTo(sorted(LongStream.rangeClosed(1, 100).boxed().toList()));
    }

    private static final class HearsWatermarks implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;
        private static final List<String> HEARD = new CopyOnWriteArrayList<>();

        @Override
        public void invoke(Long value, Context context) {
            HEARD.add(value + " after " + context.currentWatermark());
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            HEARD.add("watermark " + watermark.getTimestamp());
        }
    }

    @Test
    void aSinkFunctionHearsWatermarksBetweenItsRecords() throws Exception {
        HearsWatermarks.HEARD.clear();
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        env.fromData(10L, 20L)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forGenerator(context -> new AfterEachRecord())
                        .withTimestampAssigner((value, before) -> value))
                .addSink(new HearsWatermarks());
        env.execute();

        assertThat(HearsWatermarks.HEARD)
                .containsExactly(
                        "10 after " + Long.MIN_VALUE,
                        "watermark 10",
                        "20 after 10",
                        "watermark 20",
                        "watermark " + Long.MAX_VALUE);
    }

    private static final class AfterEachRecord implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSequenceOfTheOlderGeneratorHasEachNumberOnce(int parallelism) throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, parallelism);
        assertThat(sorted(env.addSource(new DataGeneratorSource<>(SequenceGenerator.longGenerator(-3, 7)), Types.LONG)))
                .isEqualTo(sorted(LongStream.rangeClosed(-3, 7).boxed().toList()));
    }

    @Test
    void aRandomGeneratorEndsAfterTheRowsThatAllInstancesShare() throws Exception {
        StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 3);
        List<Integer> rows = env.addSource(
                        new DataGeneratorSource<>(RandomGenerator.intGenerator(4, 6), 1000, 50L), Types.INT)
                .executeAndCollect(1000);
        assertThat(rows).hasSize(50).allMatch(row -> row >= 4 && row <= 6);
    }

    @Test
    void aPrintSinkNamesItselfOnEachLine() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            StreamExecutionEnvironment env = Results.stream(RuntimeExecutionMode.STREAMING, 1);
            env.fromData("x", "y").sinkTo(new PrintSink<>("older"));
            env.execute();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).contains("older> x", "older> y");
    }

    @Test
    void whatASinkWritesIsSortedByAllFieldsThatItIsTold() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        Path file = folder.resolve("sorted");
        env.fromElements(Tuple2.of(1, "a"), Tuple2.of(3, "b"), Tuple2.of(2, "c"), Tuple2.of(3, "a"))
                .writeAsCsv(file.toString())
                .setParallelism(1)
                .sortLocalOutput(0, Order.DESCENDING)
                .sortLocalOutput("f1", Order.ASCENDING);
        env.execute();
        assertThat(Files.readAllLines(file)).containsExactly("3,a", "3,b", "2,c", "1,a");
    }
}
