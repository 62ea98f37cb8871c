package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.time.LocalDate;

/** Writes dates without a time zone. */
public final class LocalDateSerializer extends TypedSerializer<LocalDate> {
    public static final LocalDateSerializer INSTANCE = new LocalDateSerializer();

    private static final long serialVersionUID = 1L;

    public LocalDateSerializer() {
        super(Types.LOCAL_DATE);
    }
}
