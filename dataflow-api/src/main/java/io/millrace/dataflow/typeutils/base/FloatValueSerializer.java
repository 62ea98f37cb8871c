package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.FloatValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link FloatValue}. */
public final class FloatValueSerializer extends TypedSerializer<FloatValue> {
    public static final FloatValueSerializer INSTANCE = new FloatValueSerializer();

    private static final long serialVersionUID = 1L;

    public FloatValueSerializer() {
        super(ValueTypeInfo.FLOAT_VALUE_TYPE_INFO);
    }
}
