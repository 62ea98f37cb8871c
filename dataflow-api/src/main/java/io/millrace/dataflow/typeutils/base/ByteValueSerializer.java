package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.ByteValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link ByteValue}. */
public final class ByteValueSerializer extends TypedSerializer<ByteValue> {
    public static final ByteValueSerializer INSTANCE = new ByteValueSerializer();

    private static final long serialVersionUID = 1L;

    public ByteValueSerializer() {
        super(ValueTypeInfo.BYTE_VALUE_TYPE_INFO);
    }
}
