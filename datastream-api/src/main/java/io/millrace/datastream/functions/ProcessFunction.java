package io.millrace.datastream.functions;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import org.jspecify.annotations.Nullable;

/** Turns each record into any number of records, and sees its timestamp, the time and side outputs. */
public abstract class ProcessFunction<I, O> extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /**
     * One record.
     *
     * @param ctx valid during this call only
     */
    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    /** A timer that this function registered is due; only on keyed streams. */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** What a call may ask for. */
    public abstract class Context {
        /** Event time of the record, or of the timer, in milliseconds; null if the record has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        /** Emits to a side output, with the timestamp of the record. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }

    /** What a timer's call may ask for besides. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();
    }
}
