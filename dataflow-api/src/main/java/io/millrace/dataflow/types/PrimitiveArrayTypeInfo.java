package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arrays of primitives. They can be keys of a DataSet (compared by content), not of a keyed stream. */
public final class PrimitiveArrayTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {

    private static final long serialVersionUID = 1L;

    public static final PrimitiveArrayTypeInfo<boolean[]> BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(boolean[].class);
    public static final PrimitiveArrayTypeInfo<byte[]> BYTE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(byte[].class);
    public static final PrimitiveArrayTypeInfo<short[]> SHORT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(short[].class);
    public static final PrimitiveArrayTypeInfo<int[]> INT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(int[].class);
    public static final PrimitiveArrayTypeInfo<long[]> LONG_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(long[].class);
    public static final PrimitiveArrayTypeInfo<float[]> FLOAT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(float[].class);
    public static final PrimitiveArrayTypeInfo<double[]> DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(double[].class);
    public static final PrimitiveArrayTypeInfo<char[]> CHAR_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(char[].class);

    private static final List<PrimitiveArrayTypeInfo<?>> ALL = List.of(
            BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO,
            BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            SHORT_PRIMITIVE_ARRAY_TYPE_INFO,
            INT_PRIMITIVE_ARRAY_TYPE_INFO,
            LONG_PRIMITIVE_ARRAY_TYPE_INFO,
            FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO,
            CHAR_PRIMITIVE_ARRAY_TYPE_INFO);

    private final Class<T> arrayClass;

    private PrimitiveArrayTypeInfo(Class<T> arrayClass) {
        this.arrayClass = arrayClass;
    }

    /** The type of the class, or null if it is not an array of primitives. */
    @SuppressWarnings("unchecked")
    public static <X> @Nullable PrimitiveArrayTypeInfo<X> getInfoFor(Class<X> type) {
        for (PrimitiveArrayTypeInfo<?> info : ALL) {
            if (info.arrayClass == type) {
                return (PrimitiveArrayTypeInfo<X>) info;
            }
        }
        return null;
    }

    /** The class of the elements, a primitive. */
    public Class<?> getComponentClass() {
        return arrayClass.getComponentType();
    }

    /** The type of the elements, as boxed values. */
    public TypeInformation<?> getComponentType() {
        return TypeExtractor.getForClass(arrayClass.getComponentType());
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
        return true;
    }

    @Override
    public TypeComparator<T> createComparator(boolean sortOrderAscending, ExecutionConfig executionConfig) {
        return SerializerProvider.installed().comparatorFor(this, sortOrderAscending, executionConfig);
    }

    @Override
    public String toString() {
        return arrayClass.getComponentType().getName() + "[]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrimitiveArrayTypeInfo<?> that && arrayClass == that.arrayClass;
    }

    @Override
    public int hashCode() {
        return arrayClass.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PrimitiveArrayTypeInfo;
    }
}
