package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.datastream.functions.source.SourceFunction;
import io.millrace.datastream.watermark.Watermark;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;

/**
 * Runs a source function's loop. Whatever it emits, it emits under the lock that the task takes to do anything else with the
 * chain; users see it as the checkpoint lock.
 */
public final class SourceFunctionOperator<OUT> implements LoopingSource<OUT> {
    // What it was told.
    private final SourceFunction<OUT> function;
    private final boolean finalOnly;

    // What it holds.
    private final Object lock = new Object();
    private final RightOfWay way = new RightOfWay(lock);

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public SourceFunctionOperator(SourceFunction<OUT> function, boolean finalOnly) {
        this.function = function;
        this.finalOnly = finalOnly;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        functionState = FunctionState.initialize(function, context, null);
        RichFunctions.open(function, new OperatorRuntimeContext(context), new Configuration());
    }

    @Override
    public Object lock() {
        return lock;
    }

    @Override
    public void lockWanted(boolean wanted) {
        way.wanted(wanted);
    }

    @Override
    public void run() throws Exception {
        function.run(new LockedContext());
        synchronized (lock) {
            output.emitWatermark(Long.MAX_VALUE);
        }
    }

    @Override
    public void cancel() {
        function.cancel();
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

    private final class LockedContext implements SourceFunction.SourceContext<OUT> {
        @Override
        public void collect(OUT element) {
            way.give();
            synchronized (lock) {
                output.collect(element, Output.NO_TIMESTAMP);
            }
        }

        @Override
        public void collectWithTimestamp(OUT element, long timestamp) {
            way.give();
            synchronized (lock) {
                output.collect(element, timestamp);
            }
        }

        @Override
        public void emitWatermark(Watermark mark) {
            if (!finalOnly) {
                way.give();
                synchronized (lock) {
                    output.emitWatermark(mark.getTimestamp());
                }
            }
        }

        @Override
        public void markAsTemporarilyIdle() {
            way.give();
            synchronized (lock) {
                output.emitIdle();
            }
        }

        @Override
        public Object getCheckpointLock() {
            way.give();
            return lock;
        }

        @Override
        public void close() {}
    }
}
