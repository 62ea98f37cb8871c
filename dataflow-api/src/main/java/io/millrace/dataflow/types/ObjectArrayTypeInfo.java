package io.millrace.dataflow.types;

import java.lang.reflect.Array;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An array of objects. Elements may be null. */
public final class ObjectArrayTypeInfo<T, C> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> arrayClass;
    private final TypeInformation<C> componentInfo;

    private ObjectArrayTypeInfo(Class<T> arrayClass, TypeInformation<C> componentInfo) {
        this.arrayClass = Objects.requireNonNull(arrayClass);
        this.componentInfo = Objects.requireNonNull(componentInfo);
    }

    /** The type of {@code arrayClass} with elements of the given type. */
    public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(Class<T> arrayClass, TypeInformation<C> componentInfo) {
        if (!arrayClass.isArray() || arrayClass.getComponentType().isPrimitive()) {
            throw new IllegalArgumentException("Not a class of object arrays: " + arrayClass.getName());
        }
        return new ObjectArrayTypeInfo<>(arrayClass, componentInfo);
    }

    /** The type of an array with elements of the given type. */
    @SuppressWarnings("unchecked")
    public static <T, C> ObjectArrayTypeInfo<T, C> getInfoFor(TypeInformation<C> componentInfo) {
        return new ObjectArrayTypeInfo<>(
                (Class<T>) Array.newInstance(componentInfo.getTypeClass(), 0).getClass(), componentInfo);
    }

    public TypeInformation<C> getComponentInfo() {
        return componentInfo;
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
        return arrayClass;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "ObjectArrayTypeInfo<" + componentInfo + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectArrayTypeInfo<?, ?> that
                && arrayClass == that.arrayClass
                && componentInfo.equals(that.componentInfo);
    }

    @Override
    public int hashCode() {
        return 31 * arrayClass.getName().hashCode() + componentInfo.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ObjectArrayTypeInfo;
    }
}
