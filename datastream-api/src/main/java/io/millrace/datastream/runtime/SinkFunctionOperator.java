package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.datastream.functions.sink.SinkFunction;
import io.millrace.datastream.functions.sink.TwoPhaseCommitSinkFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/** Gives each record to a sink function. */
public final class SinkFunctionOperator<IN> implements OneInputOperator<IN, Void> {
    // What it was told.
    private final SinkFunction<IN> function;
    private final boolean batch;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private RecordContext current;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public SinkFunctionOperator(SinkFunction<IN> function, boolean batch) {
        this.function = function;
        this.batch = batch;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) throws Exception {
        requireCheckpoints(context);
        current = new RecordContext(context);
        functionState = FunctionState.initialize(function, context, null);
        RichFunctions.open(function, new OperatorRuntimeContext(context), new Configuration());
    }

    /** Else its last transaction would be aborted at the end, and its records lost. */
    private void requireCheckpoints(OperatorContext context) {
        if (function instanceof TwoPhaseCommitSinkFunction<?, ?, ?>
                && (batch
                        || context.configuration()
                                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                                .isEmpty())) {
            throw new IllegalStateException("Sink '" + context.operatorName() + "' ("
                    + function.getClass().getName()
                    + ") commits when a checkpoint is complete, but this job takes none. Set"
                    + " execution.checkpointing.interval and run in streaming mode, or write the sink as a Sink with"
                    + " SupportsCommitter, which commits at the end of a job without checkpoints.");
        }
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        current.timestamp = timestamp;
        function.invoke(record, current);
    }

    @Override
    public Emission<Void> onWatermark(long watermark) throws Exception {
        current.watermark = watermark;
        function.writeWatermark(new Watermark(watermark));
        return Emission.none();
    }

    @Override
    public Emission<Void> endInput() throws Exception {
        function.finish();
        return Emission.none();
    }

    @Override
    public boolean readsEventTime() {
        return true;
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        functionState.snapshot(writer);
    }

    @Override
    public boolean commits() {
        return function instanceof TwoPhaseCommitSinkFunction<?, ?, ?>;
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        functionState.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        functionState.aborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }

    private static final class RecordContext implements SinkFunction.Context {
        private final OperatorContext context;
        private long timestamp;
        private long watermark = Long.MIN_VALUE;

        RecordContext(OperatorContext context) {
            this.context = context;
        }

        @Override
        public long currentProcessingTime() {
            return context.processingTime();
        }

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == Output.NO_TIMESTAMP ? null : timestamp;
        }
    }
}
