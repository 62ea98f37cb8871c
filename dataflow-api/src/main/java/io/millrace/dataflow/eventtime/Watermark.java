package io.millrace.dataflow.eventtime;

import java.io.Serializable;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says that no more records with a timestamp of at most {@link #getTimestamp} will come. */
public final class Watermark implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The end of event time; sent at the end of a bounded input. */
    public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

    private final long timestamp;

    /** {@code timestamp} is in milliseconds since the epoch. */
    public Watermark(long timestamp) {
        this.timestamp = timestamp;
    }

    /** In milliseconds since the epoch. */
    public long getTimestamp() {
        return timestamp;
    }

    /** As date and time of day in the machine's time zone. */
    public String getFormattedTimestamp() {
        return new SimpleDateFormat("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).format(new Date(timestamp));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Watermark that && timestamp == that.timestamp;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(timestamp);
    }

    @Override
    public String toString() {
        return "Watermark @ " + timestamp + " (" + getFormattedTimestamp() + ')';
    }
}
