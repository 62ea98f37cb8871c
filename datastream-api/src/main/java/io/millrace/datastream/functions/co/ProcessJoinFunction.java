package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;

/** Called with each pair that an interval join finds. */
public abstract class ProcessJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /** What is emitted has the larger timestamp of the pair. */
    public abstract void processElement(IN1 left, IN2 right, Context ctx, Collector<OUT> out) throws Exception;

    /** What a call may ask for; times in milliseconds of event time. */
    public abstract class Context {
        public abstract long getLeftTimestamp();

        public abstract long getRightTimestamp();

        /** The larger of both. */
        public abstract long getTimestamp();

        /** Emits to a side output, with the larger timestamp of the pair. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
