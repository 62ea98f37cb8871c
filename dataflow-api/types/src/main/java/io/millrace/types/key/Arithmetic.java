package io.millrace.types.key;

import io.millrace.dataflow.types.ByteValue;
import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.FloatValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.ShortValue;
import io.millrace.dataflow.types.TypeInformation;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the values of a field. Whole numbers wrap round as in Java; the sum has the class of the values.
 */
public final class Arithmetic {

    private static final Map<Class<?>, BinaryOperator<Object>> SUMS = new LinkedHashMap<>();

    static {
        sum(Byte.class, (a, b) -> (byte) (a + b));
        sum(Short.class, (a, b) -> (short) (a + b));
        sum(Integer.class, Integer::sum);
        sum(Long.class, Long::sum);
        sum(Float.class, Float::sum);
        sum(Double.class, Double::sum);
        sum(BigInteger.class, BigInteger::add);
        sum(BigDecimal.class, BigDecimal::add);
        sum(ByteValue.class, (a, b) -> new ByteValue((byte) (a.getValue() + b.getValue())));
        sum(ShortValue.class, (a, b) -> new ShortValue((short) (a.getValue() + b.getValue())));
        sum(IntValue.class, (a, b) -> new IntValue(a.getValue() + b.getValue()));
        sum(LongValue.class, (a, b) -> new LongValue(a.getValue() + b.getValue()));
        sum(FloatValue.class, (a, b) -> new FloatValue(a.getValue() + b.getValue()));
        sum(DoubleValue.class, (a, b) -> new DoubleValue(a.getValue() + b.getValue()));
    }

    private Arithmetic() {}

    @SuppressWarnings("unchecked")
    private static <N> void sum(Class<N> type, BinaryOperator<N> operator) {
        SUMS.put(type, (BinaryOperator<Object>) (BinaryOperator<?>) operator);
    }

    /** Adds two values of one class; the values stay as they are. Serialisable; safe for several threads. */
    public interface Sum extends Serializable {

        /**
         * @throws IllegalArgumentException if the values cannot be added
         * @throws NullFieldException if one is null
         */
        Object add(@Nullable Object a, @Nullable Object b);
    }

    /**
     * The sum of a field.
     *
     * @param type the field's type; late-bound types are checked at the first record
     * @param field its name, for messages
     * @throws IllegalArgumentException if values of the type cannot be added
     */
    public static Sum sumOf(TypeInformation<?> type, String field) {
        if (!(type instanceof LateBoundTypeInfo)) {
            operatorOf(type.getTypeClass(), field);
        }
        return new FieldSum(field);
    }

    /**
     * The sum of values of a class (or primitive type).
     *
     * @throws IllegalArgumentException if values of the class cannot be added
     */
    public static Sum sumOf(Class<?> type, String field) {
        return sumOf(OutputTypes.ofClass(type), field);
    }

    /**
     * Checks that the values of a field have an order, for min and max.
     *
     * @throws IllegalArgumentException if they have none
     */
    public static void checkOrdered(TypeInformation<?> type, String field) {
        if (!(type instanceof LateBoundTypeInfo) && !Comparable.class.isAssignableFrom(type.getTypeClass())) {
            throw new IllegalArgumentException("Field \"" + field + "\" of type " + type
                    + " has no minimum or maximum: its class must be Comparable.");
        }
    }

    private static BinaryOperator<Object> operatorOf(Class<?> type, String field) {
        BinaryOperator<Object> operator = SUMS.get(type);
        if (operator == null) {
            throw new IllegalArgumentException("Field \"" + field + "\" of type " + type.getName()
                    + " cannot be summed: the class does not support the + operator. Expected=a number, BigInteger, BigDecimal"
                    + " or a numeric Value.");
        }
        return operator;
    }

    private record FieldSum(String field) implements Sum {

        @Override
        public Object add(@Nullable Object a, @Nullable Object b) {
            if (a == null || b == null) {
                throw new NullFieldException("Field \"" + field + "\" is null, but is to be summed.");
            }
            if (a.getClass() == Long.class && b.getClass() == Long.class) {
                return (Long) a + (Long) b;
            }
            if (a.getClass() == Integer.class && b.getClass() == Integer.class) {
                return (Integer) a + (Integer) b;
            }
            if (a.getClass() != b.getClass()) {
                throw new IllegalArgumentException("Field \"" + field + "\" holds values of different classes: "
                        + a.getClass().getName() + " and " + b.getClass().getName() + ".");
            }
            return operatorOf(a.getClass(), field).apply(a, b);
        }
    }
}
