package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;

/** Writes texts. */
public final class StringSerializer extends TypedSerializer<String> {
    public static final StringSerializer INSTANCE = new StringSerializer();

    private static final long serialVersionUID = 1L;

    public StringSerializer() {
        super(Types.STRING);
    }
}
