package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of java.time.LocalDate, LocalTime and LocalDateTime. */
public final class LocalTimeTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {

    private static final long serialVersionUID = 1L;

    public static final LocalTimeTypeInfo<LocalDate> LOCAL_DATE = new LocalTimeTypeInfo<>(LocalDate.class);
    public static final LocalTimeTypeInfo<LocalTime> LOCAL_TIME = new LocalTimeTypeInfo<>(LocalTime.class);
    public static final LocalTimeTypeInfo<LocalDateTime> LOCAL_DATE_TIME = new LocalTimeTypeInfo<>(LocalDateTime.class);

    private static final List<LocalTimeTypeInfo<?>> ALL = List.of(LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME);

    private final Class<T> typeClass;

    private LocalTimeTypeInfo(Class<T> typeClass) {
        this.typeClass = typeClass;
    }

    /** The type of the class, or null if it is not one of these. */
    @SuppressWarnings("unchecked")
    public static <X> @Nullable LocalTimeTypeInfo<X> getInfoFor(Class<X> type) {
        for (LocalTimeTypeInfo<?> info : ALL) {
            if (info.typeClass == type) {
                return (LocalTimeTypeInfo<X>) info;
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
        return other instanceof LocalTimeTypeInfo<?> that && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LocalTimeTypeInfo;
    }
}
