package io.millrace.datastream.functions.co;

import io.millrace.dataflow.util.Collector;

/** For a stream beside one that goes to every instance, where it makes the state that the other's records see. */
public abstract class BroadcastProcessFunction<IN1, IN2, OUT> extends BaseBroadcastProcessFunction {
    private static final long serialVersionUID = 1L;

    /** A record of the first stream. */
    public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out) throws Exception;

    /** A record of the broadcast stream: every instance gets it, and should make the same of it. */
    public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    public abstract class Context extends BaseBroadcastProcessFunction.Context {}

    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {}
}
