package io.millrace.dataflow.types;

import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.variant.Variant;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types a program names most often, as constants and factories. */
public class Types {

    public static final TypeInformation<Void> VOID = BasicTypeInfo.VOID_TYPE_INFO;
    public static final TypeInformation<String> STRING = BasicTypeInfo.STRING_TYPE_INFO;
    public static final TypeInformation<Byte> BYTE = BasicTypeInfo.BYTE_TYPE_INFO;
    public static final TypeInformation<Boolean> BOOLEAN = BasicTypeInfo.BOOLEAN_TYPE_INFO;
    public static final TypeInformation<Short> SHORT = BasicTypeInfo.SHORT_TYPE_INFO;
    public static final TypeInformation<Integer> INT = BasicTypeInfo.INT_TYPE_INFO;
    public static final TypeInformation<Long> LONG = BasicTypeInfo.LONG_TYPE_INFO;
    public static final TypeInformation<Float> FLOAT = BasicTypeInfo.FLOAT_TYPE_INFO;
    public static final TypeInformation<Double> DOUBLE = BasicTypeInfo.DOUBLE_TYPE_INFO;
    public static final TypeInformation<Character> CHAR = BasicTypeInfo.CHAR_TYPE_INFO;
    public static final TypeInformation<BigDecimal> BIG_DEC = BasicTypeInfo.BIG_DEC_TYPE_INFO;
    public static final TypeInformation<BigInteger> BIG_INT = BasicTypeInfo.BIG_INT_TYPE_INFO;
    public static final TypeInformation<java.sql.Date> SQL_DATE = SqlTimeTypeInfo.DATE;
    public static final TypeInformation<java.sql.Time> SQL_TIME = SqlTimeTypeInfo.TIME;
    public static final TypeInformation<java.sql.Timestamp> SQL_TIMESTAMP = SqlTimeTypeInfo.TIMESTAMP;
    public static final TypeInformation<LocalDate> LOCAL_DATE = LocalTimeTypeInfo.LOCAL_DATE;
    public static final TypeInformation<LocalTime> LOCAL_TIME = LocalTimeTypeInfo.LOCAL_TIME;
    public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME = LocalTimeTypeInfo.LOCAL_DATE_TIME;
    public static final TypeInformation<Instant> INSTANT = BasicTypeInfo.INSTANT_TYPE_INFO;
    public static final TypeInformation<Variant> VARIANT = VariantTypeInfo.INSTANCE;

    private Types() {}

    /** A row with fields named f0, f1, … */
    public static TypeInformation<Row> ROW(TypeInformation<?>... types) {
        return new RowTypeInfo(types);
    }

    public static TypeInformation<Row> ROW_NAMED(String[] fieldNames, TypeInformation<?>... types) {
        return new RowTypeInfo(types, fieldNames);
    }

    public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... types) {
        return new TupleTypeInfo<>(types);
    }

    /** A subclass of a tuple that binds all parameters. */
    public static <T extends Tuple> TypeInformation<T> TUPLE(Class<T> tupleSubclass) {
        TypeInformation<T> type = TypeExtractor.getForClass(tupleSubclass);
        if (type instanceof TupleTypeInfo) {
            return type;
        }
        throw new InvalidTypesException(
                "Class " + tupleSubclass.getName() + " has fields of its own: it is no tuple type.");
    }

    /**
     * @throws InvalidTypesException if the class does not follow the rules for POJOs (see {@link PojoTypeInfo})
     */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass) {
        TypeInformation<T> type = OutputTypes.ofClass(pojoClass);
        if (type instanceof PojoTypeInfo) {
            return type;
        }
        throw new InvalidTypesException(
                "Class " + pojoClass.getName() + " is no POJO: expected=a class without open type"
                        + " parameters, with a constructor without arguments, and each field public or with getter and setter,"
                        + " actual=" + type + ".");
    }

    /** A POJO with the given types for its fields, by name. */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass, Map<String, TypeInformation<?>> fields) {
        List<PojoField> pojoFields = new ArrayList<>();
        fields.forEach((name, type) -> pojoFields.add(new PojoField(fieldOf(pojoClass, name), type)));
        return new PojoTypeInfo<>(pojoClass, pojoFields);
    }

    private static java.lang.reflect.Field fieldOf(Class<?> pojoClass, String name) {
        for (Class<?> c = pojoClass; c != null; c = c.getSuperclass()) {
            for (java.lang.reflect.Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new InvalidTypesException(
                "Field '" + name + "' could not be accessed in class " + pojoClass.getName() + ".");
    }

    public static <T> TypeInformation<T> GENERIC(Class<T> genericClass) {
        return new GenericTypeInfo<>(genericClass);
    }

    public static <V extends Value> TypeInformation<V> VALUE(Class<V> valueType) {
        return new ValueTypeInfo<>(valueType);
    }

    /**
     * @throws IllegalArgumentException if the element is not a primitive's type
     */
    public static TypeInformation<?> PRIMITIVE_ARRAY(TypeInformation<?> elementType) {
        for (Class<?> array : List.of(
                boolean[].class,
                byte[].class,
                short[].class,
                int[].class,
                long[].class,
                float[].class,
                double[].class,
                char[].class)) {
            PrimitiveArrayTypeInfo<?> type = PrimitiveArrayTypeInfo.getInfoFor(array);
            if (type != null && type.getComponentType().equals(elementType)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Invalid element type for a primitive array: " + elementType);
    }

    public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> elementType) {
        return ObjectArrayTypeInfo.getInfoFor(elementType);
    }

    public static <K, V> TypeInformation<Map<K, V>> MAP(TypeInformation<K> keyType, TypeInformation<V> valueType) {
        return new MapTypeInfo<>(keyType, valueType);
    }

    public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> elementType) {
        return new ListTypeInfo<>(elementType);
    }

    public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> elementType) {
        return new SetTypeInfo<>(elementType);
    }

    public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> enumType) {
        return new EnumTypeInfo<>(enumType);
    }

    public static <L, R> TypeInformation<Either<L, R>> EITHER(
            TypeInformation<L> leftType, TypeInformation<R> rightType) {
        return new EitherTypeInfo<>(leftType, rightType);
    }
}
