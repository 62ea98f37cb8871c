package io.millrace.dataset.operators;

import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;

/** An operation on one data set by a user's function. */
public abstract class SingleInputUdfOperator<IN, OUT, O extends SingleInputUdfOperator<IN, OUT, O>>
        extends SingleInputOperator<IN, OUT, O> {
    protected SingleInputUdfOperator(DataSet<IN> input, TypeInformation<OUT> resultType) {
        super(input, resultType);
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
