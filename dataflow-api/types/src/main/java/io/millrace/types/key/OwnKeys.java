package io.millrace.types.key;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Keys of types that bring a comparator of their own, in a form that is equal, hashes and compares as that says. */
public final class OwnKeys {
    private OwnKeys() {}

    /** Gives keys that tell records apart as their type's comparator does; the selector itself where that is by value. */
    @SuppressWarnings("unchecked")
    public static <T> KeySelector<T, ?> of(KeySelector<T, ?> selector, TypeInformation<?> keyType) {
        if (areFrom(selector)) {
            return selector;
        }
        KeySelector<T, Object> keys = (KeySelector<T, Object>) selector;
        if (keyType instanceof TupleTypeInfo<?> tuple) {
            @Nullable OwnOrder[] orders = new @Nullable OwnOrder[tuple.getArity()];
            boolean any = false;
            for (int i = 0; i < orders.length; i++) {
                orders[i] = OwnOrder.of(tuple.getTypeAt(i), new ExecutionConfig());
                any |= orders[i] != null;
            }
            return any ? new OfTuples<>(keys, orders) : selector;
        }
        OwnOrder order = OwnOrder.of(keyType, new ExecutionConfig());
        return order == null ? selector : new OfValues<>(keys, order);
    }

    /** Whether the selector's keys have such a form. */
    public static boolean areFrom(KeySelector<?, ?> selector) {
        return selector instanceof OfValues || selector instanceof OfTuples;
    }

    private record OfValues<T>(KeySelector<T, Object> keys, OwnOrder order) implements KeySelector<T, Object> {
        @Override
        public Object getKey(T value) throws Exception {
            return new OwnKey(keys.getKey(value), order);
        }
    }

    /** @param orders of each field; null where it is by value */
    private record OfTuples<T>(
            KeySelector<T, Object> keys, @Nullable OwnOrder[] orders) implements KeySelector<T, Object> {
        @Override
        public Object getKey(T value) throws Exception {
            Tuple key = (Tuple) keys.getKey(value);
            Tuple made = Tuple.newInstance(orders.length);
            for (int i = 0; i < orders.length; i++) {
                Object field = key.getField(i);
                OwnOrder order = orders[i];
                made.setField(order == null ? field : new OwnKey(field, order), i);
            }
            return made;
        }
    }

    /** One value, and what compares it. */
    private record OwnKey(Object value, OwnOrder order) implements Comparable<OwnKey> {
        @Override
        public int compareTo(OwnKey other) {
            return order.compare(value, other.value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OwnKey that && order.areEqual(value, that.value);
        }

        @Override
        public int hashCode() {
            return order.hash(value);
        }
    }
}
