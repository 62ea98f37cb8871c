package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code short}. */
public final class ShortPrimitiveArraySerializer extends TypedSerializer<short[]> {
    public static final ShortPrimitiveArraySerializer INSTANCE = new ShortPrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public ShortPrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.SHORT_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
