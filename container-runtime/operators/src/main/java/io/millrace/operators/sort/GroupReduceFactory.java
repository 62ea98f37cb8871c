package io.millrace.operators.sort;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes a {@link GroupReduceOperator}, behind a hash exchange by the grouping key; or, with {@link RecordOrder#oneGroup}, at
 * parallelism 1.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record GroupReduceFactory<IN, OUT>(
        GroupReduceFunction<IN, OUT> function,
        RecordOrder<IN> order,
        TypeInformation<IN> type,
        Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public GroupReduceFactory(GroupReduceFunction<IN, OUT> function, RecordOrder<IN> order, TypeInformation<IN> type) {
        this(function, order, type, new Configuration());
    }

    @Override
    public Operator create() {
        return new GroupReduceOperator<>(function, order, type, parameters);
    }

    // All records must be there, where a table has one a key.
    @Override
    public int memoryWeight() {
        return 2;
    }
}
