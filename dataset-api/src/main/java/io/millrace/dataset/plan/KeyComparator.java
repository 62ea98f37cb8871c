package io.millrace.dataset.plan;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.types.key.FieldKeys;
import io.millrace.types.key.KeyOrder;
import io.millrace.types.key.KeyPrefix;
import io.millrace.types.key.OwnKeys;
import io.millrace.types.key.PrefixedOrder;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Orders records by what a selector gives: by its own order if it has one, tuples and records part by part, other POJOs
 * field by field. One thread at a time; serialisable.
 */
public final class KeyComparator<T> implements PrefixedOrder<T>, Serializable {
    private static final long serialVersionUID = 1L;

    private final KeySelector<T, ?> selector;
    private final TypeInformation<?> keyType;
    private final boolean descending;
    private transient @Nullable Class<?> pojoClass;
    private transient @Nullable FieldKeys<Object> pojoFields;

    /** @param keyType the type of what the selector gives, late-bound if it is not known */
    public KeyComparator(KeySelector<T, ?> selector, TypeInformation<?> keyType, Order order) {
        this.selector = OwnKeys.of(selector, keyType);
        this.keyType = keyType;
        this.descending = order == Order.DESCENDING;
    }

    @Override
    public int compare(T left, T right) {
        int order = compareKeys(keyOf(left), keyOf(right));
        return descending ? -Integer.signum(order) : order;
    }

    @Override
    public KeyPrefix<T> prefix(int bytesMax) {
        if (OwnKeys.areFrom(selector)) {
            return KeyPrefix.none();
        }
        return KeyPrefix.ofKeys(this::keyOf, keyType, descending ? Order.DESCENDING : Order.ASCENDING, bytesMax);
    }

    @Override
    public @Nullable KeySelector<T, ?> ascendingKey() {
        return descending ? null : selector;
    }

    private Object keyOf(T record) {
        try {
            return selector.getKey(record);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException("The key selector failed at the record " + record, e);
        }
    }

    private int compareKeys(Object left, Object right) {
        FieldKeys<Object> fields = left == null || left instanceof Comparable || right == null ? null : fieldsOf(left);
        return fields == null
                ? KeyOrder.compare(left, right)
                : KeyOrder.compare(fields.tupleOf(left), fields.tupleOf(right));
    }

    @SuppressWarnings("unchecked")
    private @Nullable FieldKeys<Object> fieldsOf(Object key) {
        if (pojoClass != key.getClass()) {
            pojoClass = key.getClass();
            TypeInformation<?> type = OutputTypes.ofClass(key.getClass());
            pojoFields = type instanceof PojoTypeInfo ? FieldKeys.allFields((TypeInformation<Object>) type) : null;
        }
        return pojoFields;
    }
}
