package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link StringValue}. */
public final class StringValueSerializer extends TypedSerializer<StringValue> {
    public static final StringValueSerializer INSTANCE = new StringValueSerializer();

    private static final long serialVersionUID = 1L;

    public StringValueSerializer() {
        super(ValueTypeInfo.STRING_VALUE_TYPE_INFO);
    }
}
