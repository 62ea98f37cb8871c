package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An enum. Written by the constant's name, so constants may be added and reordered; hashed by name as well. */
public final class EnumTypeInfo<T extends Enum<T>> extends TypeInformation<T> implements AtomicType<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> enumClass;

    public EnumTypeInfo(Class<T> enumClass) {
        this.enumClass = Objects.requireNonNull(enumClass);
        if (!enumClass.isEnum()) {
            throw new IllegalArgumentException("EnumTypeInfo can only be used for subclasses of " + Enum.class.getName()
                    + "; found " + enumClass.getName() + ".");
        }
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
        return enumClass;
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
        return "EnumTypeInfo<" + enumClass.getName() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumTypeInfo<?> that && enumClass == that.enumClass;
    }

    @Override
    public int hashCode() {
        return enumClass.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EnumTypeInfo;
    }
}
