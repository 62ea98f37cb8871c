package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.math.BigDecimal;

/** Writes decimal numbers of any size. */
public final class BigDecSerializer extends TypedSerializer<BigDecimal> {
    public static final BigDecSerializer INSTANCE = new BigDecSerializer();

    private static final long serialVersionUID = 1L;

    public BigDecSerializer() {
        super(Types.BIG_DEC);
    }
}
