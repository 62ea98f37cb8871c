package io.millrace.datastream.functions.sink;

import org.jspecify.annotations.Nullable;

/** Contexts for tests of sink functions. */
public final class SinkContextUtil {
    private SinkContextUtil() {}

    /** The context of a record of that event time; it knows no other time. */
    public static SinkFunction.Context forTimestamp(long timestamp) {
        return new SinkFunction.Context() {
            @Override
            public long currentProcessingTime() {
                throw new UnsupportedOperationException("This context knows the record's event time only.");
            }

            @Override
            public long currentWatermark() {
                throw new UnsupportedOperationException("This context knows the record's event time only.");
            }

            @Override
            public @Nullable Long timestamp() {
                return timestamp;
            }
        };
    }
}
