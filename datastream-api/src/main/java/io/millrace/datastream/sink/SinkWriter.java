package io.millrace.datastream.sink;

import io.millrace.dataflow.eventtime.Watermark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the records of one task. Only the task's thread calls it. */
public interface SinkWriter<InputT> extends AutoCloseable {
    /** One record; may be kept until {@link #flush}. */
    void write(InputT element, Context context) throws IOException, InterruptedException;

    /** Writes out all that was kept. */
    void flush(boolean endOfInput) throws IOException, InterruptedException;

    /** Event time has reached {@code watermark}. */
    default void writeWatermark(Watermark watermark) throws IOException, InterruptedException {}

    /** What a call may ask for. */
    interface Context {
        /** Event time in milliseconds. */
        long currentWatermark();

        /** Event time of the record in milliseconds; null if it has none. */
        @Nullable
        Long timestamp();
    }
}
