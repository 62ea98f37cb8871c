package io.millrace.dataset.operators;

import io.millrace.dataset.DataSet;

/** An operation that is made of others; see {@link DataSet#runOperation}. */
public interface CustomUnaryOperation<IN, OUT> {
    /** Called once, first. */
    void setInput(DataSet<IN> inputData);

    DataSet<OUT> createResult();
}
