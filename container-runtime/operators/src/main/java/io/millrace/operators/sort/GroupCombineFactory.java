package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link GroupCombineOperator}: a combiner before an exchange, or a {@code combineGroup}.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record GroupCombineFactory<IN, OUT>(
        GroupCombineFunction<IN, OUT> function,
        RecordOrder<IN> order,
        TypeInformation<IN> type,
        Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public GroupCombineFactory(
            GroupCombineFunction<IN, OUT> function, RecordOrder<IN> order, TypeInformation<IN> type) {
        this(function, order, type, new Configuration());
    }

    @Override
    public Operator create() {
        return new GroupCombineOperator<>(function, order, type, parameters);
    }
}
