package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes numbers of 64 bits with a fraction. */
public final class DoubleSerializer extends TypedSerializer<Double> {
    public static final DoubleSerializer INSTANCE = new DoubleSerializer();

    private static final long serialVersionUID = 1L;

    public DoubleSerializer() {
        super(Types.DOUBLE);
    }
}
