package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes numbers of 16 bits. */
public final class ShortSerializer extends TypedSerializer<Short> {
    public static final ShortSerializer INSTANCE = new ShortSerializer();

    private static final long serialVersionUID = 1L;

    public ShortSerializer() {
        super(Types.SHORT);
    }
}
