package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.state.BroadcastState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReadOnlyBroadcastState;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.co.BroadcastProcessFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/** Calls a broadcast process function on a stream without keys, left, and a broadcast stream, right. */
public final class BroadcastProcessOperator<IN1, IN2, OUT> implements TwoInputOperator<IN1, IN2, OUT> {
    // What it was told.
    private final BroadcastProcessFactory<IN1, IN2, OUT> plan;
    private final BroadcastProcessFunction<IN1, IN2, OUT> function;

    // What it knows.
    private boolean broadcastEnded;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private BroadcastStates states;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private ReadOnlyTimerService time;

    @SuppressWarnings("NullAway.Init")
    private Element element;

    @SuppressWarnings("NullAway.Init")
    private BroadcastElement broadcast;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public BroadcastProcessOperator(BroadcastProcessFactory<IN1, IN2, OUT> plan) {
        this.plan = plan;
        this.function = plan.function();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        functionState = FunctionState.initialize(function, context, null);
        states = new BroadcastStates(context.operatorName(), plan.descriptors(), functionState.lists());
        time = new ReadOnlyTimerService(context);
        collector = new OutputCollector<>(output);
        element = new Element(function);
        broadcast = new BroadcastElement(function);
        RichFunctions.open(function, new OperatorRuntimeContext(context), new Configuration());
    }

    @Override
    public InputSelection nextInput() {
        return plan.broadcastFirst() && !broadcastEnded ? InputSelection.RIGHT : InputSelection.ANY;
    }

    @Override
    public void processLeft(IN1 record, long timestamp) throws Exception {
        collector.at(timestamp);
        element.timestamp = timestamp;
        function.processElement(record, element, collector);
    }

    @Override
    public void processRight(IN2 record, long timestamp) throws Exception {
        collector.at(timestamp);
        broadcast.timestamp = timestamp;
        function.processBroadcastElement(record, broadcast, collector);
    }

    @Override
    public Emission<OUT> onWatermark(long watermark) {
        time.advanceTo(watermark);
        return Emission.none();
    }

    @Override
    public Emission<OUT> endRight() {
        broadcastEnded = true;
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
    public void close() throws Exception {
        RichFunctions.close(function);
    }

    private final class Element extends BroadcastProcessFunction<IN1, IN2, OUT>.ReadOnlyContext {
        private long timestamp;

        Element(BroadcastProcessFunction<IN1, IN2, OUT> function) {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == Output.NO_TIMESTAMP ? null : timestamp;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            output.collect(outputTag, value, timestamp);
        }

        @Override
        public long currentProcessingTime() {
            return time.currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return time.currentWatermark();
        }

        @Override
        public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) {
            return states.readable(stateDescriptor);
        }
    }

    private final class BroadcastElement extends BroadcastProcessFunction<IN1, IN2, OUT>.Context {
        private long timestamp;

        BroadcastElement(BroadcastProcessFunction<IN1, IN2, OUT> function) {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == Output.NO_TIMESTAMP ? null : timestamp;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            output.collect(outputTag, value, timestamp);
        }

        @Override
        public long currentProcessingTime() {
            return time.currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return time.currentWatermark();
        }

        @Override
        public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) {
            return states.writable(stateDescriptor);
        }
    }
}
