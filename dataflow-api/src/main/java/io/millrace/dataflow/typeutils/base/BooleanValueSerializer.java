package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.BooleanValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link BooleanValue}. */
public final class BooleanValueSerializer extends TypedSerializer<BooleanValue> {
    public static final BooleanValueSerializer INSTANCE = new BooleanValueSerializer();

    private static final long serialVersionUID = 1L;

    public BooleanValueSerializer() {
        super(ValueTypeInfo.BOOLEAN_VALUE_TYPE_INFO);
    }
}
