package io.millrace.operators.group;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Makes an {@link AllReduceOperator}. At full parallelism it combines; the one behind it at parallelism 1 gives the result.
 *
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record AllReduceFactory<T>(ReduceFunction<T> function, TypeInformation<T> type, Configuration parameters)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public AllReduceFactory(ReduceFunction<T> function, TypeInformation<T> type) {
        this(function, type, new Configuration());
    }

    @Override
    public Operator create() {
        return new AllReduceOperator<>(function, type, parameters);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
