package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code long}. */
public final class LongPrimitiveArraySerializer extends TypedSerializer<long[]> {
    public static final LongPrimitiveArraySerializer INSTANCE = new LongPrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public LongPrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
