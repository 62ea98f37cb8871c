package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link LongValue}. */
public final class LongValueSerializer extends TypedSerializer<LongValue> {
    public static final LongValueSerializer INSTANCE = new LongValueSerializer();

    private static final long serialVersionUID = 1L;

    public LongValueSerializer() {
        super(ValueTypeInfo.LONG_VALUE_TYPE_INFO);
    }
}
