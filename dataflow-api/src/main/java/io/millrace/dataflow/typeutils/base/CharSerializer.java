package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes UTF-16 characters. */
public final class CharSerializer extends TypedSerializer<Character> {
    public static final CharSerializer INSTANCE = new CharSerializer();

    private static final long serialVersionUID = 1L;

    public CharSerializer() {
        super(Types.CHAR);
    }
}
