package io.millrace.datastream.functions.source;

import io.millrace.dataflow.functions.Function;
import io.millrace.datastream.watermark.Watermark;
import java.io.Serializable;

/** Emits records from a loop of its own, on a thread of its own, until it is cancelled or done. Runs once. */
public interface SourceFunction<T> extends Function, Serializable {
    /** Emits until there is no more, or {@link #cancel} was called. */
    void run(SourceContext<T> ctx) throws Exception;

    /** Makes {@link #run} return soon; called by another thread. The thread of {@code run} is interrupted afterwards. */
    void cancel();

    /** Where records go. */
    interface SourceContext<T> {
        /** Emits a record without a timestamp. */
        void collect(T element);

        /** @param timestamp event time in milliseconds since the epoch */
        void collectWithTimestamp(T element, long timestamp);

        /** Says that no record with that timestamp or an earlier one follows. */
        void emitWatermark(Watermark mark);

        /** Says that event time must not wait for this source until it emits again. */
        void markAsTemporarilyIdle();

        /** Hold it while emitting and changing what belongs together with what was emitted. */
        Object getCheckpointLock();

        void close();
    }
}
