package io.millrace.datastream;

/** Time, and timers of the current key. Timers are one per key and time: registering again changes nothing. */
public interface TimerService {
    /** Milliseconds since the epoch. */
    long currentProcessingTime();

    /** Event time in milliseconds; {@link Long#MIN_VALUE} before the first watermark. */
    long currentWatermark();

    /**
     * Calls {@code onTimer} once processing time is {@code time} or later.
     *
     * @throws UnsupportedOperationException on a stream that is not keyed
     */
    void registerProcessingTimeTimer(long time);

    /** Calls {@code onTimer} once the watermark is {@code time} or later; earlier timers first. */
    void registerEventTimeTimer(long time);

    /** Does nothing if there is no such timer of the current key. */
    void deleteProcessingTimeTimer(long time);

    void deleteEventTimeTimer(long time);
}
