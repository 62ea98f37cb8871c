package io.millrace.operators.broadcast;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import java.util.List;

/**
 * Makes a {@link WithBroadcastOperator}: left the broadcast records, tagged by {@link TagRecords}, right the input.
 *
 * @param names of the broadcast sets, in the order of their tags
 * @param inner makes a {@link OneInputOperator}
 */
public record WithBroadcastFactory(List<String> names, OperatorFactory inner) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public WithBroadcastFactory {
        names = List.copyOf(names);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Operator create() {
        return new WithBroadcastOperator<>(names, (OneInputOperator<Object, Object>) inner.create());
    }

    @Override
    public int memoryWeight() {
        return 1 + inner.memoryWeight();
    }
}
