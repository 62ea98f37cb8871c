package io.millrace.types.key;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.types.access.RecordShape;
import java.lang.reflect.Array;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of keys: Comparable classes as they say, tuples and Java records part by part, arrays element by element and
 * then by length. Depends on values only.
 */
public final class KeyOrder {

    /** Ascending; null is an error. */
    public static final Comparator<Object> ASCENDING = KeyOrder::compare;

    private KeyOrder() {}

    /**
     * @throws NullFieldException if one of them, or a part, is null
     * @throws InvalidProgramException if their class has no order
     */
    @SuppressWarnings("unchecked")
    public static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            throw new NullFieldException(
                    "A key to sort by is null: expected=two values, actual=" + a + " and " + b + ".");
        }
        if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
            return ((Comparable<Object>) a).compareTo(b);
        }
        if (a instanceof Tuple x && b instanceof Tuple y) {
            return compareTuples(x, y);
        }
        if (a.getClass().isArray() && b.getClass().isArray()) {
            return compareArrays(a, b);
        }
        if (a.getClass().isRecord() && a.getClass() == b.getClass()) {
            return compareRecords(a, b);
        }
        if (a instanceof Comparable<?> && b instanceof Comparable<?>) {
            return ((Comparable<Object>) a).compareTo(b);
        }
        throw new InvalidProgramException("Class " + a.getClass().getName()
                + " cannot be used to sort by: make it Comparable," + " or sort by fields of it.");
    }

    private static int compareTuples(Tuple a, Tuple b) {
        int count = Math.min(a.getArity(), b.getArity());
        for (int i = 0; i < count; i++) {
            int order = compare(a.getField(i), b.getField(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.getArity(), b.getArity());
    }

    private static int compareArrays(Object a, Object b) {
        int count = Math.min(Array.getLength(a), Array.getLength(b));
        for (int i = 0; i < count; i++) {
            int order = compare(Array.get(a, i), Array.get(b, i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(Array.getLength(a), Array.getLength(b));
    }

    private static final ClassValue<RecordShape<?>> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape<?> computeValue(Class<?> type) {
            return RecordShape.of(type);
        }
    };

    private static int compareRecords(Object a, Object b) {
        RecordShape<?> shape = SHAPES.get(a.getClass());
        for (int i = 0; i < shape.size(); i++) {
            int order = compare(shape.get(a, i), shape.get(b, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
