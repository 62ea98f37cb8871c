package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.util.Objects;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A class that implements Hadoop's {@link Writable}. It can be a key if it is {@link Comparable}, as every
 * {@code WritableComparable} is. This class is loaded only where Hadoop is on the class path.
 */
public class WritableTypeInfo<T extends Writable> extends TypeInformation<T> implements AtomicType<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    public WritableTypeInfo(Class<T> type) {
        this.type = Objects.requireNonNull(type);
        if (!Writable.class.isAssignableFrom(type) || type == Writable.class) {
            throw new IllegalArgumentException("WritableTypeInfo can only be used for subclasses of "
                    + Writable.class.getName() + "; found " + type.getName() + ".");
        }
    }

    /**
     * @throws InvalidTypesException if the class is no Writable of its own
     */
    public static <T extends Writable> TypeInformation<T> getWritableTypeInfo(Class<T> type) {
        if (Writable.class.isAssignableFrom(type) && type != Writable.class) {
            return new WritableTypeInfo<>(type);
        }
        throw new InvalidTypesException(
                "The given class is no subclass of " + Writable.class.getName() + ": " + type.getName());
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
        return type;
    }

    @Override
    public boolean isKeyType() {
        return Comparable.class.isAssignableFrom(type);
    }

    @Override
    public TypeComparator<T> createComparator(boolean sortOrderAscending, ExecutionConfig executionConfig) {
        return SerializerProvider.installed().comparatorFor(this, sortOrderAscending, executionConfig);
    }

    @Override
    public String toString() {
        return "WritableType<" + type.getName() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WritableTypeInfo<?> that && that.canEqual(this) && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof WritableTypeInfo;
    }
}
