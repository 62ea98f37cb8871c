package io.millrace.dataflow.types;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A java.util.Set; restored as a LinkedHashSet in the order of iteration. Elements may be null. */
public final class SetTypeInfo<T> extends TypeInformation<Set<T>> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> elementTypeInfo;

    public SetTypeInfo(TypeInformation<T> elementTypeInfo) {
        this.elementTypeInfo = Objects.requireNonNull(elementTypeInfo);
    }

    public SetTypeInfo(Class<T> elementTypeInfoClass) {
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
    public Class<Set<T>> getTypeClass() {
        return (Class<Set<T>>) (Class<?>) Set.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "Set<" + elementTypeInfo + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SetTypeInfo<?> that && elementTypeInfo.equals(that.elementTypeInfo);
    }

    @Override
    public int hashCode() {
        return Objects.hash("Set", elementTypeInfo);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SetTypeInfo;
    }
}
