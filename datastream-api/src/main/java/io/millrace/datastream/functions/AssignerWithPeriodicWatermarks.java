package io.millrace.datastream.functions;

import io.millrace.dataflow.eventtime.TimestampAssigner;
import io.millrace.dataflow.functions.Function;
import io.millrace.datastream.watermark.Watermark;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The older form of a watermark strategy: timestamps per record, watermarks when asked. */
@Deprecated
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T>, Function, Serializable {
    /** The newest watermark, or null if there is nothing new; asked every {@code pipeline.auto-watermark-interval}. */
    @Nullable
    Watermark getCurrentWatermark();
}
