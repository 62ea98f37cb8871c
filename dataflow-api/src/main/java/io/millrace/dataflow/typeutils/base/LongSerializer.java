package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes numbers of 64 bits. */
public final class LongSerializer extends TypedSerializer<Long> {
    public static final LongSerializer INSTANCE = new LongSerializer();

    private static final long serialVersionUID = 1L;

    public LongSerializer() {
        super(Types.LONG);
    }
}
