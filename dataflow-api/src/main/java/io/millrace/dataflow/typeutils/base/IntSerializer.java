package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes numbers of 32 bits. */
public final class IntSerializer extends TypedSerializer<Integer> {
    public static final IntSerializer INSTANCE = new IntSerializer();

    private static final long serialVersionUID = 1L;

    public IntSerializer() {
        super(Types.INT);
    }
}
