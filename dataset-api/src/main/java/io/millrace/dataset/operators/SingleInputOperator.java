package io.millrace.dataset.operators;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;

/** An operation on one data set. */
public abstract class SingleInputOperator<IN, OUT, O extends SingleInputOperator<IN, OUT, O>> extends Operator<OUT, O> {
    private final DataSet<IN> input;

    protected SingleInputOperator(DataSet<IN> input, TypeInformation<OUT> resultType) {
        super(input.getExecutionEnvironment(), resultType);
        this.input = input;
    }

    public DataSet<IN> getInput() {
        return input;
    }

    public TypeInformation<IN> getInputType() {
        return input.getType();
    }
}
