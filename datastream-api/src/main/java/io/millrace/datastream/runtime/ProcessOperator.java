package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import io.millrace.types.fresh.FreshRecords;
import org.jspecify.annotations.Nullable;

/** Calls a process function on a stream without keys: it has no state and no timers. */
public final class ProcessOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    // What it was told.
    private final ProcessFunction<IN, OUT> function;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private ElementContext current;

    @SuppressWarnings("NullAway.Init")
    private ReadOnlyTimerService time;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public ProcessOperator(ProcessFunction<IN, OUT> function) {
        this.function = function;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        time = new ReadOnlyTimerService(context);
        collector = new OutputCollector<>(output);
        current = new ElementContext(function, output);
        functionState = FunctionState.initialize(function, context, null);
        RichFunctions.open(function, new OperatorRuntimeContext(context), new Configuration());
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        collector.at(timestamp);
        current.timestamp = timestamp;
        function.processElement(record, current, collector);
    }

    @Override
    public Emission<OUT> onWatermark(long watermark) {
        time.advanceTo(watermark);
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
    public void checkpointCompleted(long checkpointId) throws Exception {
        functionState.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        functionState.aborted(checkpointId);
    }

    @Override
    public boolean emitsNew(TypeInformation<?> outputType) {
        return FreshRecords.areCollected(function, "processElement", outputType);
    }

    @Override
    public void close() throws Exception {
        RichFunctions.close(function);
    }

    private final class ElementContext extends ProcessFunction<IN, OUT>.Context {
        private final Output<OUT> output;
        private long timestamp;

        ElementContext(ProcessFunction<IN, OUT> function, Output<OUT> output) {
            function.super();
            this.output = output;
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == Output.NO_TIMESTAMP ? null : timestamp;
        }

        @Override
        public TimerService timerService() {
            return time;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            output.collect(outputTag, value, timestamp);
        }
    }
}
