package io.millrace.dataflow.config;

import io.millrace.dataflow.BatchShuffleMode;
import io.millrace.dataflow.ExecutionMode;
import io.millrace.dataflow.RuntimeExecutionMode;
import java.time.Duration;

/** Options of how a program runs. */
public final class ExecutionOptions {
    private ExecutionOptions() {}

    public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE = ConfigOptions.key("execution.runtime-mode")
            .enumType(RuntimeExecutionMode.class)
            .defaultValue(RuntimeExecutionMode.STREAMING)
            .withDescription("How DataStream programs run: STREAMING, BATCH (bounded sources only) or AUTOMATIC.");

    public static final ConfigOption<BatchShuffleMode> BATCH_SHUFFLE_MODE = ConfigOptions.key(
                    "execution.batch-shuffle-mode")
            .enumType(BatchShuffleMode.class)
            .defaultValue(BatchShuffleMode.ALL_EXCHANGES_BLOCKING)
            .withDescription("Whether, in BATCH mode, a shuffle is written whole before it is read.");

    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("execution.buffer-timeout")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withDescription("The longest time that a record waits for others to travel with; 0 ms sends each alone.");

    public static final ConfigOption<ExecutionMode> DATASET_EXCHANGE_MODE = ConfigOptions.key(
                    "execution.dataset.exchange-mode")
            .enumType(ExecutionMode.class)
            .defaultValue(ExecutionMode.PIPELINED)
            .withDescription("Which exchanges of DataSet programs are pipelined and which are written whole first.");
}
