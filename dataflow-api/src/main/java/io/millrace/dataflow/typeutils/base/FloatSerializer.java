package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes numbers of 32 bits with a fraction. */
public final class FloatSerializer extends TypedSerializer<Float> {
    public static final FloatSerializer INSTANCE = new FloatSerializer();

    private static final long serialVersionUID = 1L;

    public FloatSerializer() {
        super(Types.FLOAT);
    }
}
