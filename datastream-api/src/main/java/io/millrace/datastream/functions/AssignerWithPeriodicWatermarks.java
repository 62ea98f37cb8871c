package io.millrace.datastream.functions;

/** The older form of a watermark strategy: timestamps per record, watermarks when asked. */
@Deprecated
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T>, Function, Serializable {
    /** The newest watermark, or null if there is nothing new; asked every {@code pipeline.auto-watermark-interval}. */
    @Nullable Watermark getCurrentWatermark();
}
