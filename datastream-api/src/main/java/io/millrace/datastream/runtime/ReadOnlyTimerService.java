package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.datastream.TimerService;

/** Tells the time on streams without keys, where there are no timers. */
public final class ReadOnlyTimerService implements TimerService {
    private static final String NO_TIMERS = "Setting timers is only supported on a keyed streams.";
    private static final String NO_DELETE = "Deleting timers is only supported on a keyed streams.";

    private final OperatorContext context;
    private long watermark;

    public ReadOnlyTimerService(OperatorContext context) {
        this.context = context;
        this.watermark = context.restored().watermark();
    }

    public void advanceTo(long newWatermark) {
        watermark = Math.max(watermark, newWatermark);
    }

    @Override
    public long currentProcessingTime() {
        return context.processingTime();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        throw new UnsupportedOperationException(NO_TIMERS);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        throw new UnsupportedOperationException(NO_TIMERS);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        throw new UnsupportedOperationException(NO_DELETE);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        throw new UnsupportedOperationException(NO_DELETE);
    }
}
