package io.millrace.dataflow.io;

import org.jspecify.annotations.Nullable;

/** A part of an input that has no place. */
public class GenericInputSplit implements InputSplit {
    private static final long serialVersionUID = 1L;

    private final int partitionNumber;
    private final int totalNumberOfPartitions;

    public GenericInputSplit(int partitionNumber, int totalNumberOfPartitions) {
        this.partitionNumber = partitionNumber;
        this.totalNumberOfPartitions = totalNumberOfPartitions;
    }

    @Override
    public int getSplitNumber() {
        return partitionNumber;
    }

    public int getTotalNumberOfSplits() {
        return totalNumberOfPartitions;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GenericInputSplit that
                && partitionNumber == that.partitionNumber
                && totalNumberOfPartitions == that.totalNumberOfPartitions;
    }

    @Override
    public int hashCode() {
        return partitionNumber ^ totalNumberOfPartitions;
    }

    @Override
    public String toString() {
        return "GenericSplit (" + partitionNumber + '/' + totalNumberOfPartitions + ')';
    }
}
