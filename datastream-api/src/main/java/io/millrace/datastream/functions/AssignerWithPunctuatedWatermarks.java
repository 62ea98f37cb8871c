package io.millrace.datastream.functions;

/** The older form of a watermark strategy whose watermarks follow from records. */
@Deprecated
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T>, Function, Serializable {
    /** The watermark after {@code lastElement}, or null if it brings none. */
    @Nullable Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
