package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A type that is decided by the records themselves, because erasure has left nothing to read at plan time. Every record
 * carries (in its channel's dictionary) which class it is of; null is allowed. What is known is an upper bound, such as
 * {@code Tuple2} for a lambda that returns some Tuple2. Checks that plan time would make are made at the first record.
 *
 * <p>Made by the engine; programs meet it only as the answer of {@code getType()}.
 */
public final class LateBoundTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> bound;

    private LateBoundTypeInfo(Class<T> bound) {
        this.bound = Objects.requireNonNull(bound);
    }

    /** A type of which nothing is known. */
    @SuppressWarnings("unchecked")
    public static <T> LateBoundTypeInfo<T> any() {
        return (LateBoundTypeInfo<T>) new LateBoundTypeInfo<>(Object.class);
    }

    /** A type of which an upper bound is known: the raw class. */
    @SuppressWarnings("unchecked")
    public static <T> LateBoundTypeInfo<T> boundedBy(Class<?> bound) {
        return (LateBoundTypeInfo<T>) new LateBoundTypeInfo<>(bound);
    }

    /** Whether the type, or the type of one of its fields, is decided by the records. */
    public static boolean isIn(TypeInformation<?> type) {
        if (type instanceof LateBoundTypeInfo) {
            return true;
        }
        if (type instanceof CompositeType<?> composite) {
            for (int i = 0; i < composite.getArity(); i++) {
                if (isIn(composite.getTypeAt(i))) {
                    return true;
                }
            }
        }
        return type.getGenericParameters().values().stream().anyMatch(LateBoundTypeInfo::isIn);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return io.millrace.dataflow.tuple.Tuple.class.isAssignableFrom(bound);
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
        return bound;
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
        return bound == Object.class ? "LateBound" : "LateBound<" + bound.getName() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LateBoundTypeInfo<?> that && bound == that.bound;
    }

    @Override
    public int hashCode() {
        return bound.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LateBoundTypeInfo;
    }
}
