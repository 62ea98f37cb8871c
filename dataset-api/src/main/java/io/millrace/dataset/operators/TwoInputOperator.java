package io.millrace.dataset.operators;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;

/** An operation on two data sets of one environment. */
public abstract class TwoInputOperator<IN1, IN2, OUT, O extends TwoInputOperator<IN1, IN2, OUT, O>>
        extends Operator<OUT, O> {
    private final DataSet<IN1> input1;
    private final DataSet<IN2> input2;

    protected TwoInputOperator(DataSet<IN1> input1, DataSet<IN2> input2, TypeInformation<OUT> resultType) {
        super(input1.getExecutionEnvironment(), resultType);
        DataSet.checkSameExecutionContext(input1, input2);
        this.input1 = input1;
        this.input2 = input2;
    }

    public DataSet<IN1> getInput1() {
        return input1;
    }

    public DataSet<IN2> getInput2() {
        return input2;
    }

    public TypeInformation<IN1> getInput1Type() {
        return input1.getType();
    }

    public TypeInformation<IN2> getInput2Type() {
        return input2.getType();
    }
}
