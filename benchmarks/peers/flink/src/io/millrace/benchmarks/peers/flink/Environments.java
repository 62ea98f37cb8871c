package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Flink in this JVM, at its best defaults: object reuse on, enough managed and network memory. */
final class Environments {
    private Environments() {}

    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.managed.size", "1g");
        configuration.setString("taskmanager.memory.network.min", "256m");
        configuration.setString("taskmanager.memory.network.max", "256m");
        return configuration;
    }

    static StreamExecutionEnvironment stream(int parallelism) {
        return stream(parallelism, configuration());
    }

    /** With checkpoints of the heap's state to files, if the work has {@code --checkpoints}. */
    static StreamExecutionEnvironment checkpointed(Work work, int parallelism) {
        Configuration configuration = configuration();
        if (work.checkpointsMs() > 0) {
            configuration.setString("state.backend.type", "hashmap");
            configuration.setString("execution.checkpointing.interval", work.checkpointsMs() + "ms");
            configuration.setString("execution.checkpointing.dir", work.text("checkpoint-dir"));
        }
        return stream(parallelism, configuration);
    }

    private static StreamExecutionEnvironment stream(int parallelism, Configuration configuration) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.getConfig().enableObjectReuse();
        return env;
    }

    /** Runs the program; the numbers' sum is the checksum. */
    static long sum(StreamExecutionEnvironment env, DataStream<Long> numbers, String name) throws Exception {
        numbers.map(new Sum()).sinkTo(new DiscardingSink<>());
        return env.execute(name).<Long>getAccumulatorResult("checksum");
    }

    private static final class Sum extends RichMapFunction<Long, Long> {
        private final LongCounter sum = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public Long map(Long value) {
            sum.add(value);
            return value;
        }
    }
}
