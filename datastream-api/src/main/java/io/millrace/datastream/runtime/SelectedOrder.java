package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.types.key.KeyOrder;
import java.io.Serializable;
import java.util.Comparator;

/** Orders records by what a selector gives. */
public record SelectedOrder<T, K>(KeySelector<T, K> selector, Order order) implements Comparator<T>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(T left, T right) {
        int ascending = KeyOrder.compare(keyOf(left), keyOf(right));
        return order == Order.DESCENDING ? -Integer.signum(ascending) : ascending;
    }

    private K keyOf(T record) {
        try {
            return selector.getKey(record);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException("The key selector failed at the record " + record, e);
        }
    }
}
