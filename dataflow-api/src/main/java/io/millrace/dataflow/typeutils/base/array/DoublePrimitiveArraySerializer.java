package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code double}. */
public final class DoublePrimitiveArraySerializer extends TypedSerializer<double[]> {
    public static final DoublePrimitiveArraySerializer INSTANCE = new DoublePrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public DoublePrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
