package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.CharValue;
import io.millrace.dataflow.types.ValueTypeInfo;

/** Writes values of {@link CharValue}. */
public final class CharValueSerializer extends TypedSerializer<CharValue> {
    public static final CharValueSerializer INSTANCE = new CharValueSerializer();

    private static final long serialVersionUID = 1L;

    public CharValueSerializer() {
        super(ValueTypeInfo.CHAR_VALUE_TYPE_INFO);
    }
}
