package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.sql.Time;

/** Writes times of day of {@code java.sql}. */
public final class SqlTimeSerializer extends TypedSerializer<Time> {
    public static final SqlTimeSerializer INSTANCE = new SqlTimeSerializer();

    private static final long serialVersionUID = 1L;

    public SqlTimeSerializer() {
        super(Types.SQL_TIME);
    }
}
