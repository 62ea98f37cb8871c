package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import org.jspecify.annotations.Nullable;

/** As a keyed process function, for two connected keyed streams that share their keys' state and timers. */
public abstract class KeyedCoProcessFunction<K, IN1, IN2, OUT> extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /** A record of the first stream. */
    public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

    /** A record of the second stream. */
    public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** A timer of the current key is due. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** What a call may ask for. */
    public abstract class Context {
        /** Event time of the record, or of the timer, in milliseconds; null if the record has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        /** Emits to a side output, with the timestamp of the record or timer. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract K getCurrentKey();
    }

    /** What a timer's call may ask for besides. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();

        @Override
        public abstract K getCurrentKey();
    }
}
