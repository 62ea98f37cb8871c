package io.millrace.operators.group;

import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.types.key.Arithmetic;
import java.util.Map;
import java.util.Optional;

/** How two values of one field become one. Sums keep the field's class and wrap around at its limits. */
public enum FieldFold {
    MIN {
        @Override
        public Object fold(Object left, Object right) {
            return compare(left, right) <= 0 ? left : right;
        }
    },
    MAX {
        @Override
        public Object fold(Object left, Object right) {
            return compare(left, right) >= 0 ? left : right;
        }
    },
    /** The sum of values of any class that can be added; for fields whose class is not known before the first record. */
    SUM {
        @Override
        public Object fold(Object left, Object right) {
            return ANY_SUM.add(left, right);
        }
    },
    SUM_BYTE {
        @Override
        public Object fold(Object left, Object right) {
            return (byte) ((Byte) left + (Byte) right);
        }
    },
    SUM_SHORT {
        @Override
        public Object fold(Object left, Object right) {
            return (short) ((Short) left + (Short) right);
        }
    },
    SUM_INTEGER {
        @Override
        public Object fold(Object left, Object right) {
            return (Integer) left + (Integer) right;
        }
    },
    SUM_LONG {
        @Override
        public Object fold(Object left, Object right) {
            return (Long) left + (Long) right;
        }
    },
    SUM_FLOAT {
        @Override
        public Object fold(Object left, Object right) {
            return (Float) left + (Float) right;
        }
    },
    SUM_DOUBLE {
        @Override
        public Object fold(Object left, Object right) {
            return (Double) left + (Double) right;
        }
    };

    private static final Arithmetic.Sum ANY_SUM = Arithmetic.sumOf(LateBoundTypeInfo.any(), "summed");
    private static final Map<Class<?>, FieldFold> SUMS = Map.of(
            Byte.class, SUM_BYTE,
            Short.class, SUM_SHORT,
            Integer.class, SUM_INTEGER,
            Long.class, SUM_LONG,
            Float.class, SUM_FLOAT,
            Double.class, SUM_DOUBLE);

    public abstract Object fold(Object left, Object right);

    /** The sum of values of a class; empty if they cannot be added. */
    public static Optional<FieldFold> sumOf(Class<?> fieldClass) {
        return Optional.ofNullable(SUMS.get(fieldClass));
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
