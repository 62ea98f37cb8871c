package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.math.BigInteger;

/** Writes whole numbers of any size. */
public final class BigIntSerializer extends TypedSerializer<BigInteger> {
    public static final BigIntSerializer INSTANCE = new BigIntSerializer();

    private static final long serialVersionUID = 1L;

    public BigIntSerializer() {
        super(Types.BIG_INT);
    }
}
