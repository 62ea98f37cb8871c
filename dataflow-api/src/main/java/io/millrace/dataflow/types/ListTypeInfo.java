package io.millrace.dataflow.types;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A java.util.List; restored as an ArrayList. Elements may be null. */
public final class ListTypeInfo<T> extends TypeInformation<List<T>> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> elementTypeInfo;

    public ListTypeInfo(TypeInformation<T> elementTypeInfo) {
        this.elementTypeInfo = Objects.requireNonNull(elementTypeInfo);
    }

    public ListTypeInfo(Class<T> elementTypeInfoClass) {
        this(TypeInformation.of(elementTypeInfoClass));
    }

    public TypeInformation<T> getElementTypeInfo() {
        return elementTypeInfo;
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.of("T", elementTypeInfo);
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
    @SuppressWarnings("unchecked")
    public Class<List<T>> getTypeClass() {
        return (Class<List<T>>) (Class<?>) List.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "List<" + elementTypeInfo + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListTypeInfo<?> that && elementTypeInfo.equals(that.elementTypeInfo);
    }

    @Override
    public int hashCode() {
        return Objects.hash("List", elementTypeInfo);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ListTypeInfo;
    }
}
