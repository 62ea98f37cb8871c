package com.example.yarn;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.file.sink.FileSink;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Streaming programs for tests on YARN; they come to it in a jar, as a user's do. */
public final class Streams {
    private Streams() {}

    /**
     * Gives each number its place among those of the same last digit: {@code number place} in files of its first argument. Reads
     * slowly until its second is a file. The third says how many numbers there are.
     */
    public static final class Places {
        private Places() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.enableCheckpointing(500);
            env.fromSource(
                            new NumberSequenceSource(1, Long.parseLong(args[2])),
                            WatermarkStrategy.noWatermarks(),
                            "numbers")
                    .map(new SlowUntilFile(args[1]))
                    .returns(Types.LONG)
                    .keyBy(number -> number % 10)
                    .process(new Place())
                    .sinkTo(FileSink.forRowFormat(new Path(args[0]), new SimpleStringEncoder<String>())
                            .withBucketAssigner(new BasePathBucketAssigner<>())
                            .withRollingPolicy(OnCheckpointRollingPolicy.build())
                            .build());
            env.execute("places");
        }
    }

    private static final class Place extends KeyedProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> counted;

        @Override
        public void open(OpenContext context) {
            counted = getRuntimeContext().getState(new ValueStateDescriptor<>("counted", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            Long before = counted.value();
            long place = before == null ? 1 : before + 1;
            counted.update(place);
            out.collect(number + " " + place);
        }
    }

    /** Makes a file beside its own for each attempt that begins. */
    private static final class SlowUntilFile extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private static final long PAUSE_NS = 5_000_000;

        private final String file;
        private transient boolean isThere;

        SlowUntilFile(String file) {
            this.file = file;
        }

        @Override
        public void open(OpenContext context) throws Exception {
            Files.createFile(java.nio.file.Path.of(file + ".waits-" + UUID.randomUUID()));
        }

        @Override
        public Long map(Long number) throws InterruptedException {
            if (!isThere) {
                isThere = Files.exists(java.nio.file.Path.of(file));
                if (Thread.interrupted()) {
                    throw new InterruptedException("told to stop waiting for " + file);
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
            return number;
        }
    }
}
