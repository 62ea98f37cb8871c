package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.time.LocalTime;

/** Writes times of day without a time zone. */
public final class LocalTimeSerializer extends TypedSerializer<LocalTime> {
    public static final LocalTimeSerializer INSTANCE = new LocalTimeSerializer();

    private static final long serialVersionUID = 1L;

    public LocalTimeSerializer() {
        super(Types.LOCAL_TIME);
    }
}
