package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.state.BroadcastState;
import io.millrace.dataflow.state.KeyedStateFunction;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReadOnlyBroadcastState;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.co.KeyedBroadcastProcessFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/** As {@link BroadcastProcessOperator}, for a keyed stream: with state and timers per key. */
public final class KeyedBroadcastProcessOperator<K, IN1, IN2, OUT> implements TwoInputOperator<IN1, IN2, OUT> {
    // What it was told.
    private final KeyedBroadcastProcessFactory<K, IN1, IN2, OUT> plan;
    private final KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function;

    // What it knows.
    private boolean broadcastEnded;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private KeyedStateBackend<K> state;

    @SuppressWarnings("NullAway.Init")
    private KeyedTimerService<K> time;

    @SuppressWarnings("NullAway.Init")
    private BroadcastStates states;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private Element element;

    @SuppressWarnings("NullAway.Init")
    private BroadcastElement broadcast;

    @SuppressWarnings("NullAway.Init")
    private DueTimer timer;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public KeyedBroadcastProcessOperator(KeyedBroadcastProcessFactory<K, IN1, IN2, OUT> plan) {
        this.plan = plan;
        this.function = plan.function();
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        state = context.keyedState(plan.keyType());
        time = new KeyedTimerService<>(context, state);
        functionState = FunctionState.initialize(function, context, state);
        states = new BroadcastStates(context.operatorName(), plan.descriptors(), functionState.lists());
        collector = new OutputCollector<>(output);
        element = new Element(function);
        broadcast = new BroadcastElement(function);
        timer = new DueTimer(function);
        RichFunctions.open(function, new OperatorRuntimeContext(context, state), new Configuration());
    }

    @Override
    public InputSelection nextInput() {
        return plan.broadcastFirst() && !broadcastEnded ? InputSelection.RIGHT : InputSelection.ANY;
    }

    @Override
    public void processLeft(IN1 record, long timestamp) throws Exception {
        state.setCurrentKey(plan.keys().getKey(record));
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
        return ignored -> fire(time.pollEventTime(), TimeDomain.EVENT_TIME);
    }

    @Override
    public Emission<OUT> onTime(long now) {
        return ignored -> fire(time.pollProcessingTime(now), TimeDomain.PROCESSING_TIME);
    }

    private boolean fire(KeyedTimers.@Nullable Timer<K, Byte> due, TimeDomain domain) throws Exception {
        if (due == null) {
            return false;
        }
        state.setCurrentKey(due.key());
        collector.at(domain == TimeDomain.EVENT_TIME ? due.time() : Output.NO_TIMESTAMP);
        timer.time = due.time();
        timer.domain = domain;
        function.onTimer(due.time(), timer, collector);
        return true;
    }

    @Override
    public Emission<OUT> endRight() {
        broadcastEnded = true;
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

    private final class Element extends KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>.ReadOnlyContext {
        private long timestamp;

        Element(KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function) {
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
        public <KS, V> ReadOnlyBroadcastState<KS, V> getBroadcastState(MapStateDescriptor<KS, V> stateDescriptor) {
            return states.readable(stateDescriptor);
        }

        @Override
        public TimerService timerService() {
            return time;
        }

        @Override
        public K getCurrentKey() {
            return state.currentKey();
        }
    }

    private final class BroadcastElement extends KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>.Context {
        private long timestamp;

        BroadcastElement(KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function) {
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
        public <KS, V> BroadcastState<KS, V> getBroadcastState(MapStateDescriptor<KS, V> stateDescriptor) {
            return states.writable(stateDescriptor);
        }

        @Override
        public <VS, S extends State> void applyToKeyedState(
                StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<K, S> called) throws Exception {
            S perKey = state.state(stateDescriptor);
            for (K key : state.keys(stateDescriptor)) {
                state.setCurrentKey(key);
                called.process(key, perKey);
            }
        }
    }

    private final class DueTimer extends KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>.OnTimerContext {
        private long time;
        private TimeDomain domain = TimeDomain.EVENT_TIME;

        DueTimer(KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function) {
            function.super();
        }

        @Override
        public Long timestamp() {
            return time;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            output.collect(outputTag, value, domain == TimeDomain.EVENT_TIME ? time : Output.NO_TIMESTAMP);
        }

        @Override
        public long currentProcessingTime() {
            return timerService().currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return timerService().currentWatermark();
        }

        @Override
        public <KS, V> ReadOnlyBroadcastState<KS, V> getBroadcastState(MapStateDescriptor<KS, V> stateDescriptor) {
            return states.readable(stateDescriptor);
        }

        @Override
        public TimerService timerService() {
            return KeyedBroadcastProcessOperator.this.time;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
        }

        @Override
        public K getCurrentKey() {
            return state.currentKey();
        }
    }
}
