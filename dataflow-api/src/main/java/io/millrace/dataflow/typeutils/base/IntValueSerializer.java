package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link IntValue}. */
public final class IntValueSerializer extends TypedSerializer<IntValue> {
    public static final IntValueSerializer INSTANCE = new IntValueSerializer();

    private static final long serialVersionUID = 1L;

    public IntValueSerializer() {
        super(ValueTypeInfo.INT_VALUE_TYPE_INFO);
    }
}
