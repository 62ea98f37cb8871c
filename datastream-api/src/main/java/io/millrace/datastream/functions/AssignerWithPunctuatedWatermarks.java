package io.millrace.datastream.functions;

import io.millrace.dataflow.eventtime.TimestampAssigner;
import io.millrace.dataflow.functions.Function;
import io.millrace.datastream.watermark.Watermark;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The older form of a watermark strategy whose watermarks follow from records. */
@Deprecated
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T>, Function, Serializable {
    /** The watermark after {@code lastElement}, or null if it brings none. */
    @Nullable
    Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
