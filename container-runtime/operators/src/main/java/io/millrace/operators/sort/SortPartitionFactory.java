package io.millrace.operators.sort;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;
import java.io.Serializable;
import java.util.Comparator;

/**
 * Makes a {@link SortPartitionOperator}.
 *
 * @param order serialisable
 */
public record SortPartitionFactory<T>(Comparator<? super T> order, TypeInformation<T> type) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public SortPartitionFactory {
        if (!(order instanceof Serializable)) {
            throw new IllegalArgumentException("An order must be serialisable to travel to the tasks: "
                    + order.getClass().getName() + " is not");
        }
    }

    @Override
    public Operator create() {
        return new SortPartitionOperator<>(order, type);
    }
}
