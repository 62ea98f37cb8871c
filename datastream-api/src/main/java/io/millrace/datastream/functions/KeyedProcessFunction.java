package io.millrace.datastream.functions;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import org.jspecify.annotations.Nullable;

/** As {@link ProcessFunction}, for keyed streams: with the key, keyed state and timers per key. */
public abstract class KeyedProcessFunction<K, I, O> extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /**
     * One record; keyed state is that of its key.
     *
     * @param ctx valid during this call only
     */
    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    /** A timer of the current key is due. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

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
