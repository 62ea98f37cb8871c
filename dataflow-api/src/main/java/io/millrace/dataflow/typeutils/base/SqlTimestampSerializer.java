package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.Types;
import java.sql.Timestamp;

/** Writes points in time of {@code java.sql}. */
public final class SqlTimestampSerializer extends TypedSerializer<Timestamp> {
    public static final SqlTimestampSerializer INSTANCE = new SqlTimestampSerializer();

    private static final long serialVersionUID = 1L;

    public SqlTimestampSerializer() {
        super(Types.SQL_TIMESTAMP);
    }
}
