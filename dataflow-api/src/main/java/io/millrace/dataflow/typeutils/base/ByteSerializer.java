package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes bytes. */
public final class ByteSerializer extends TypedSerializer<Byte> {
    public static final ByteSerializer INSTANCE = new ByteSerializer();

    private static final long serialVersionUID = 1L;

    public ByteSerializer() {
        super(Types.BYTE);
    }
}
