package io.millrace.datastream.functions.timestamps;

import io.millrace.datastream.functions.AssignerWithPeriodicWatermarks;
import io.millrace.datastream.watermark.Watermark;
import java.io.Serializable;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For streams whose timestamps grow within each parallel instance. One that falls is a violation: a warning, unless another
 * handler is set.
 */
@Deprecated
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private static final long serialVersionUID = 1L;

    private long largest = Long.MIN_VALUE;
    private MonotonyViolationHandler violationHandler = new LoggingHandler();

    /** Event time of {@code element} in milliseconds. */
    public abstract long extractAscendingTimestamp(T element);

    /** What happens when a timestamp is smaller than one before it. */
    public AscendingTimestampExtractor<T> withViolationHandler(MonotonyViolationHandler handler) {
        this.violationHandler = Objects.requireNonNull(handler);
        return this;
    }

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long timestamp = extractAscendingTimestamp(element);
        if (timestamp < largest) {
            violationHandler.handleViolation(timestamp, largest);
        } else {
            largest = timestamp;
        }
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(largest == Long.MIN_VALUE ? Long.MIN_VALUE : largest - 1);
    }

    /** Hears of timestamps that fall. */
    public interface MonotonyViolationHandler extends Serializable {
        /** @param lastTimestamp the largest so far */
        void handleViolation(long elementTimestamp, long lastTimestamp);
    }

    /** Does nothing. */
    public static final class IgnoringHandler implements MonotonyViolationHandler {
        private static final long serialVersionUID = 1L;

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {}
    }

    /** Fails the task. */
    public static final class FailingHandler implements MonotonyViolationHandler {
        private static final long serialVersionUID = 1L;

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            throw new RuntimeException("Ascending timestamps condition violated. Element timestamp " + elementTimestamp
                    + " is smaller than last timestamp " + lastTimestamp);
        }
    }

    /** Logs a warning. */
    public static final class LoggingHandler implements MonotonyViolationHandler {
        private static final long serialVersionUID = 1L;
        private static final Logger LOG = LoggerFactory.getLogger(AscendingTimestampExtractor.class);

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            LOG.warn("Timestamp monotony violated: {} < {}", elementTimestamp, lastTimestamp);
        }
    }
}
