package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.ShortValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link ShortValue}. */
public final class ShortValueSerializer extends TypedSerializer<ShortValue> {
    public static final ShortValueSerializer INSTANCE = new ShortValueSerializer();

    private static final long serialVersionUID = 1L;

    public ShortValueSerializer() {
        super(ValueTypeInfo.SHORT_VALUE_TYPE_INFO);
    }
}
