package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/** As {@link KeyedProcessOperator}, with two inputs that share the keys' state and timers. */
public final class KeyedCoProcessOperator<K, L, R, OUT> implements TwoInputOperator<L, R, OUT> {
    // What it was told.
    private final KeyedCoProcessFunction<K, L, R, OUT> function;
    private final KeySelector<L, K> leftKeys;
    private final KeySelector<R, K> rightKeys;
    private final TypeInformation<K> keyType;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private KeyedStateBackend<K> state;

    @SuppressWarnings("NullAway.Init")
    private KeyedTimerService<K> time;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private ElementContext element;

    @SuppressWarnings("NullAway.Init")
    private TimerContext timer;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public KeyedCoProcessOperator(
            KeyedCoProcessFunction<K, L, R, OUT> function,
            KeySelector<L, K> leftKeys,
            KeySelector<R, K> rightKeys,
            TypeInformation<K> keyType) {
        this.function = function;
        this.leftKeys = leftKeys;
        this.rightKeys = rightKeys;
        this.keyType = keyType;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        state = context.keyedState(keyType);
        time = new KeyedTimerService<>(context, state);
        collector = new OutputCollector<>(output);
        element = new ElementContext(function);
        timer = new TimerContext(function);
        functionState = FunctionState.initialize(function, context, state);
        RichFunctions.open(function, new OperatorRuntimeContext(context, state), new Configuration());
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        state.setCurrentKey(leftKeys.getKey(record));
        collector.at(timestamp);
        element.timestamp = timestamp;
        function.processElement1(record, element, collector);
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        state.setCurrentKey(rightKeys.getKey(record));
        collector.at(timestamp);
        element.timestamp = timestamp;
        function.processElement2(record, element, collector);
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

    private final class ElementContext extends KeyedCoProcessFunction<K, L, R, OUT>.Context {
        private long timestamp;

        ElementContext(KeyedCoProcessFunction<K, L, R, OUT> function) {
            function.super();
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

        @Override
        public K getCurrentKey() {
            return state.currentKey();
        }
    }

    private final class TimerContext extends KeyedCoProcessFunction<K, L, R, OUT>.OnTimerContext {
        private long time;
        private TimeDomain domain = TimeDomain.EVENT_TIME;

        TimerContext(KeyedCoProcessFunction<K, L, R, OUT> function) {
            function.super();
        }

        @Override
        public Long timestamp() {
            return time;
        }

        @Override
        public TimerService timerService() {
            return KeyedCoProcessOperator.this.time;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            output.collect(outputTag, value, domain == TimeDomain.EVENT_TIME ? time : Output.NO_TIMESTAMP);
        }

        @Override
        public K getCurrentKey() {
            return state.currentKey();
        }
    }
}
