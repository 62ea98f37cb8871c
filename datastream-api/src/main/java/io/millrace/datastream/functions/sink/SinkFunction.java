package io.millrace.datastream.functions.sink;

import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.functions.Function;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Takes the records of a stream out of the program, one by one. */
public interface SinkFunction<IN> extends Function, Serializable {
    /** The oldest form, without context; one of the two is overridden. */
    @Deprecated
    default void invoke(IN value) throws Exception {}

    /** One record. An error fails the task. */
    default void invoke(IN value, Context context) throws Exception {
        invoke(value);
    }

    /** Event time has come so far: no record with this time or an earlier one follows, but late ones. */
    default void writeWatermark(Watermark watermark) throws Exception {}

    /** No record follows: flush what is kept. */
    default void finish() throws Exception {}

    /** What a call may ask for. */
    interface Context {
        /** Milliseconds since the epoch. */
        long currentProcessingTime();

        /** Event time in milliseconds. */
        long currentWatermark();

        /** Event time of the record in milliseconds; null if it has none. */
        @Nullable
        Long timestamp();
    }
}
