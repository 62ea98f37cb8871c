package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of {@code boolean}. */
public final class BooleanPrimitiveArraySerializer extends TypedSerializer<boolean[]> {
    public static final BooleanPrimitiveArraySerializer INSTANCE = new BooleanPrimitiveArraySerializer();

    private static final long serialVersionUID = 1L;

    public BooleanPrimitiveArraySerializer() {
        super(PrimitiveArrayTypeInfo.BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO);
    }
}
