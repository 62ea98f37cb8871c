package io.millrace.dataflow.typeutils.base.array;

import io.millrace.dataflow.types.BasicArrayTypeInfo;
import io.millrace.dataflow.typeutils.base.TypedSerializer;

/** Writes arrays of texts, which may hold nulls. */
public final class StringArraySerializer extends TypedSerializer<String[]> {
    public static final StringArraySerializer INSTANCE = new StringArraySerializer();

    private static final long serialVersionUID = 1L;

    public StringArraySerializer() {
        super(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);
    }
}
