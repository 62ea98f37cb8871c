package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of java.sql.Date, Time and Timestamp. */
public final class SqlTimeTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {

    private static final long serialVersionUID = 1L;

    public static final SqlTimeTypeInfo<Date> DATE = new SqlTimeTypeInfo<>(Date.class);
    public static final SqlTimeTypeInfo<Time> TIME = new SqlTimeTypeInfo<>(Time.class);
    public static final SqlTimeTypeInfo<Timestamp> TIMESTAMP = new SqlTimeTypeInfo<>(Timestamp.class);

    private static final List<SqlTimeTypeInfo<?>> ALL = List.of(DATE, TIME, TIMESTAMP);

    private final Class<T> typeClass;

    private SqlTimeTypeInfo(Class<T> typeClass) {
        this.typeClass = typeClass;
    }

    /** The type of the class, or null if it is not one of these. */
    @SuppressWarnings("unchecked")
    public static <X> @Nullable SqlTimeTypeInfo<X> getInfoFor(Class<X> type) {
        for (SqlTimeTypeInfo<?> info : ALL) {
            if (info.typeClass == type) {
                return (SqlTimeTypeInfo<X>) info;
            }
        }
        return null;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeComparator<T> createComparator(boolean sortOrderAscending, ExecutionConfig executionConfig) {
        return SerializerProvider.installed().comparatorFor(this, sortOrderAscending, executionConfig);
    }

    @Override
    public String toString() {
        return typeClass.getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlTimeTypeInfo<?> that && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SqlTimeTypeInfo;
    }
}
