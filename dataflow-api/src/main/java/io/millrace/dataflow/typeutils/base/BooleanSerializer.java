package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes truth values. */
public final class BooleanSerializer extends TypedSerializer<Boolean> {
    public static final BooleanSerializer INSTANCE = new BooleanSerializer();

    private static final long serialVersionUID = 1L;

    public BooleanSerializer() {
        super(Types.BOOLEAN);
    }
}
