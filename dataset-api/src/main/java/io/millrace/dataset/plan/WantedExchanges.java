package io.millrace.dataset.plan;

import io.millrace.dataflow.BatchShuffleMode;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.ExecutionMode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;

/**
 * Which exchanges a user wants to be written whole before they are read, by {@link ExecutionMode}. Of a program that leaves
 * it at PIPELINED, {@code execution.batch-shuffle-mode} says it, if it is set: {@code ALL_EXCHANGES_BLOCKING} is as BATCH.
 */
record WantedExchanges(ExecutionMode mode) {
    static WantedExchanges of(ExecutionConfig config, Configuration configuration) {
        boolean shufflesBlock = configuration
                .getOptional(ExecutionOptions.BATCH_SHUFFLE_MODE)
                .filter(BatchShuffleMode.ALL_EXCHANGES_BLOCKING::equals)
                .isPresent();
        ExecutionMode said = config.getExecutionMode();
        return new WantedExchanges(said == ExecutionMode.PIPELINED && shufflesBlock ? ExecutionMode.BATCH : said);
    }

    /** @param needed what the plan needs so as not to wait for itself */
    ExchangeMode of(ExchangePattern pattern, ExchangeMode needed) {
        return switch (mode) {
            case PIPELINED -> needed;
            case PIPELINED_FORCED -> ExchangeMode.PIPELINED;
            case BATCH -> pattern instanceof ExchangePattern.Forward ? needed : ExchangeMode.BLOCKING;
            case BATCH_FORCED -> ExchangeMode.BLOCKING;
        };
    }
}
