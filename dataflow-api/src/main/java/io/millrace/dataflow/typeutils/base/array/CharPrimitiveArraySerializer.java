package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code char}. */
public final class CharPrimitiveArraySerializer extends TypedSerializer<char[]> {
    public static final CharPrimitiveArraySerializer INSTANCE = new CharPrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public CharPrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.CHAR_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
