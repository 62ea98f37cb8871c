package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.sql.Date;

/** Writes dates of {@code java.sql}. */
public final class SqlDateSerializer extends TypedSerializer<Date> {
    public static final SqlDateSerializer INSTANCE = new SqlDateSerializer();

    private static final long serialVersionUID = 1L;

    public SqlDateSerializer() {
        super(Types.SQL_DATE);
    }
}
