package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Key;

/** A data set whose records are told apart by a key; what is done per group is said next. */
public abstract class Grouping<T> {
    private final DataSet<T> inputDataSet;
    private Key key;

    Grouping(DataSet<T> input, Key key) {
        this.inputDataSet = input;
        this.key = key;
    }

    /** The data set that is grouped. */
    public DataSet<T> getInputDataSet() {
        return inputDataSet;
    }

    /** Lets {@code partitioner} say where each group is made; before what is done per group is said. */
    final void partitionBy(Partitioner<?> partitioner) {
        key = key.partitionedBy(inputDataSet.clean(partitioner));
    }

    final Key key() {
        return key;
    }
}
