package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.time.Instant;

/** Writes points in time. */
public final class InstantSerializer extends TypedSerializer<Instant> {
    public static final InstantSerializer INSTANCE = new InstantSerializer();

    private static final long serialVersionUID = 1L;

    public InstantSerializer() {
        super(Types.INSTANT);
    }
}
