package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.datastream.functions.sink.SinkFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/** Gives each record to a sink function. */
public final class SinkFunctionOperator<IN> implements OneInputOperator<IN, Void> {
    // What it was told.
    private final SinkFunction<IN> function;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private RecordContext current;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public SinkFunctionOperator(SinkFunction<IN> function) {
        this.function = function;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) throws Exception {
        current = new RecordContext(context);
        functionState = FunctionState.initialize(function, context, null);
        RichFunctions.open(function, new OperatorRuntimeContext(context), new Configuration());
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        current.timestamp = timestamp;
        function.invoke(record, current);
    }

    @Override
    public Emission<Void> onWatermark(long watermark) {
        current.watermark = watermark;
        return Emission.none();
    }

    @Override
    public Emission<Void> endInput() throws Exception {
        function.finish();
        return Emission.none();
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        functionState.snapshot(writer);
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
