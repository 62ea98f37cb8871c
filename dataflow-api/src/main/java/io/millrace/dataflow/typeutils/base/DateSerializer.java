package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.BasicTypeInfo;
import java.util.Date;

/** Writes dates of {@code java.util}. */
public final class DateSerializer extends TypedSerializer<Date> {
    public static final DateSerializer INSTANCE = new DateSerializer();

    private static final long serialVersionUID = 1L;

    public DateSerializer() {
        super(BasicTypeInfo.DATE_TYPE_INFO);
    }
}
