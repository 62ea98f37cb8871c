package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.group.KeyByKey;
import org.jspecify.annotations.Nullable;

/**
 * Calls a process function with state and timers per key.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>For each record: make its key the current one, call the function.
 *   <li>When event time advances, or the clock reaches the earliest timer: call the function for one due timer a piece,
 *       earliest first, each with its own key, also for those that such calls register.
 * </ol>
 * Memory: the user's state and timers, in the backend.
 */
public final class KeyedProcessOperator<K, IN, OUT> implements OneInputOperator<IN, OUT>, KeyByKey {
    // What it was told.
    private final KeyedProcessFunction<K, IN, OUT> function;
    private final KeySelector<IN, K> keys;
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

    public KeyedProcessOperator(
            KeyedProcessFunction<K, IN, OUT> function, KeySelector<IN, K> keys, TypeInformation<K> keyType) {
        this.function = function;
        this.keys = keys;
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
    public void keyStarted() {
        time.startAgain();
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        state.setCurrentKey(keys.getKey(record));
        collector.at(timestamp);
        element.timestamp = timestamp;
        function.processElement(record, element, collector);
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

    private final class ElementContext extends KeyedProcessFunction<K, IN, OUT>.Context {
        private long timestamp;

        ElementContext(KeyedProcessFunction<K, IN, OUT> function) {
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

    private final class TimerContext extends KeyedProcessFunction<K, IN, OUT>.OnTimerContext {
        private long time;
        private TimeDomain domain = TimeDomain.EVENT_TIME;

        TimerContext(KeyedProcessFunction<K, IN, OUT> function) {
            function.super();
        }

        @Override
        public Long timestamp() {
            return time;
        }

        @Override
        public TimerService timerService() {
            return KeyedProcessOperator.this.time;
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
