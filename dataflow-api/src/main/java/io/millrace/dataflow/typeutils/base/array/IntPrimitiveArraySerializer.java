package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code int}. */
public final class IntPrimitiveArraySerializer extends TypedSerializer<int[]> {
    public static final IntPrimitiveArraySerializer INSTANCE = new IntPrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public IntPrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
