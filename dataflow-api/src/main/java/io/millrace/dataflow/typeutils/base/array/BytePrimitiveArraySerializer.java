package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code byte}. */
public final class BytePrimitiveArraySerializer extends TypedSerializer<byte[]> {
    public static final BytePrimitiveArraySerializer INSTANCE = new BytePrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public BytePrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
