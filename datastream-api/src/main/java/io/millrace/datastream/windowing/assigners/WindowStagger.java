package io.millrace.datastream.windowing.assigners;

import io.millrace.datastream.windowing.windows.TimeWindow;
import java.util.concurrent.ThreadLocalRandom;

/** Where the windows of one parallel instance begin, so that they do not all end at once. */
public enum WindowStagger {
    /** All begin at the epoch plus the offset. */
    ALIGNED {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size) {
            return 0;
        }
    },
    /** By a random offset per instance. */
    RANDOM {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size) {
            return (long) (ThreadLocalRandom.current().nextDouble() * size);
        }
    },
    /** When the first element came. */
    NATURAL {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size) {
            return currentProcessingTime - TimeWindow.getWindowStartWithOffset(currentProcessingTime, 0, size);
        }
    };

    /** In milliseconds, from 0 to {@code size} - 1. */
    public abstract long getStaggerOffset(long currentProcessingTime, long size);
}
