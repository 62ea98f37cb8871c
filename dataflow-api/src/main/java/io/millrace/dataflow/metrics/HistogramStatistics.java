package io.millrace.dataflow.metrics;

/** How the values of a histogram were distributed at one moment. */
public abstract class HistogramStatistics {
    /** The value that a share of {@code quantile} (0 to 1) of the values does not exceed. */
    public abstract double getQuantile(double quantile);

    public abstract long[] getValues();

    public abstract int size();

    public abstract double getMean();

    public abstract double getStdDev();

    public abstract long getMax();

    public abstract long getMin();
}
