package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes nothing: the only value is null. */
public final class VoidSerializer extends TypedSerializer<Void> {
    public static final VoidSerializer INSTANCE = new VoidSerializer();

    private static final long serialVersionUID = 1L;

    public VoidSerializer() {
        super(Types.VOID);
    }
}
