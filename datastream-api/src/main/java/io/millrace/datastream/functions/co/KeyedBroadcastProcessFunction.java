package io.millrace.datastream.functions.co;

import io.millrace.dataflow.state.KeyedStateFunction;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;

/** As {@link BroadcastProcessFunction}, for a keyed stream: with state and timers per key. */
public abstract class KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> extends BaseBroadcastProcessFunction {
    private static final long serialVersionUID = 1L;

    /** A record of the keyed stream. */
    public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out) throws Exception;

    /** A record of the broadcast stream: every instance gets it, and should make the same of it. There is no key. */
    public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** A timer of the current key is due. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** What a broadcast record's call may ask for. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {
        /** Calls {@code function} with each key of this instance that has a value of the state, and the state. */
        public abstract <VS, S extends State> void applyToKeyedState(
                StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<KS, S> function) throws Exception;
    }

    /** What a keyed record's call may ask for. */
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {
        public abstract TimerService timerService();

        public abstract KS getCurrentKey();
    }

    /** What a timer's call may ask for. */
    public abstract class OnTimerContext extends ReadOnlyContext {
        public abstract TimeDomain timeDomain();

        @Override
        public abstract KS getCurrentKey();
    }
}
