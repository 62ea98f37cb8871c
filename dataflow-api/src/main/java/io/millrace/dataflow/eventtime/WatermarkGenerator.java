package io.millrace.dataflow.eventtime;

/** Makes watermarks from what it sees of a stream. Called by the task's thread only. */
public interface WatermarkGenerator<T> {
    /** Called for each record, with its timestamp in milliseconds since the epoch. */
    void onEvent(T event, long eventTimestamp, WatermarkOutput output);

    /**
     * Called once every {@code pipeline.auto-watermark-interval}, rather after a record that has moved event time on than at any
     * moment after it; so two calls may be closer together, though never many.
     */
    void onPeriodicEmit(WatermarkOutput output);
}
