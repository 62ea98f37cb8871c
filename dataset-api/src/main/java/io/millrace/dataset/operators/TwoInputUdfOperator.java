package io.millrace.dataset.operators;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;

/** An operation on two data sets by a user's function. */
public abstract class TwoInputUdfOperator<IN1, IN2, OUT, O extends TwoInputUdfOperator<IN1, IN2, OUT, O>>
        extends TwoInputOperator<IN1, IN2, OUT, O> {
    private Configuration parameters = new Configuration();

    protected TwoInputUdfOperator(DataSet<IN1> input1, DataSet<IN2> input2, TypeInformation<OUT> resultType) {
        super(input1, input2, resultType);
    }

    /** Passes {@code newParameters} to the function's {@code open(Configuration)}; replaces earlier ones. */
    public O withParameters(Configuration newParameters) {
        this.parameters = newParameters;
        return self();
    }

    final Configuration parameters() {
        return parameters;
    }

    /** States the type of the results. Never needed, always allowed, before the operator is consumed. */
    public O returns(Class<OUT> typeClass) {
        return returns(TypeInformation.of(typeClass));
    }

    /** As {@link #returns(Class)}, for generic types. */
    public O returns(TypeHint<OUT> typeHint) {
        return returns(TypeInformation.of(typeHint));
    }

    /** As {@link #returns(Class)}. */
    public O returns(TypeInformation<OUT> type) {
        declareType(type);
        return self();
    }
}
