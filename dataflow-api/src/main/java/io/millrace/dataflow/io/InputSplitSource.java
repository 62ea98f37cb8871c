package io.millrace.dataflow.io;

import java.io.Serializable;

/** Divides an input into splits, and says how they are given out. Called where the job is coordinated. */
public interface InputSplitSource<T extends InputSplit> extends Serializable {
    /** At least {@code minNumSplits} splits if the input can be divided that far. */
    T[] createInputSplits(int minNumSplits) throws Exception;

    InputSplitAssigner getInputSplitAssigner(T[] inputSplits);
}
