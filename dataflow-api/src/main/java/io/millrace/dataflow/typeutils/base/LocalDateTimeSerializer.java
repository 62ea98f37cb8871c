package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.time.LocalDateTime;

/** Writes dates and times without a time zone. */
public final class LocalDateTimeSerializer extends TypedSerializer<LocalDateTime> {
    public static final LocalDateTimeSerializer INSTANCE = new LocalDateTimeSerializer();

    private static final long serialVersionUID = 1L;

    public LocalDateTimeSerializer() {
        super(Types.LOCAL_DATE_TIME);
    }
}
