package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link DoubleValue}. */
public final class DoubleValueSerializer extends TypedSerializer<DoubleValue> {
    public static final DoubleValueSerializer INSTANCE = new DoubleValueSerializer();

    private static final long serialVersionUID = 1L;

    public DoubleValueSerializer() {
        super(ValueTypeInfo.DOUBLE_VALUE_TYPE_INFO);
    }
}
