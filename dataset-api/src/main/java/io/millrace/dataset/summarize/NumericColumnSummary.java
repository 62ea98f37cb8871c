package io.millrace.dataset.summarize;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a field of numbers. Null, NaN and the infinite are missing: they are counted, and nothing else.
 *
 * @param <T> the boxed class of the numbers
 */
public class NumericColumnSummary<T> extends ColumnSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long nonMissingCount;
    private final long nullCount;
    private final long nanCount;
    private final long infinityCount;
    private final @Nullable T min;
    private final @Nullable T max;
    private final @Nullable T sum;
    private final @Nullable Double mean;
    private final @Nullable Double variance;
    private final @Nullable Double standardDeviation;

    public NumericColumnSummary(
            long nonMissingCount,
            long nullCount,
            long nanCount,
            long infinityCount,
            @Nullable T min,
            @Nullable T max,
            @Nullable T sum,
            @Nullable Double mean,
            @Nullable Double variance,
            @Nullable Double standardDeviation) {
        this.nonMissingCount = nonMissingCount;
        this.nullCount = nullCount;
        this.nanCount = nanCount;
        this.infinityCount = infinityCount;
        this.min = min;
        this.max = max;
        this.sum = sum;
        this.mean = mean;
        this.variance = variance;
        this.standardDeviation = standardDeviation;
    }

    /** Null, NaN and infinite. */
    public long getMissingCount() {
        return nullCount + nanCount + infinityCount;
    }

    public long getNonMissingCount() {
        return nonMissingCount;
    }

    @Override
    public long getNonNullCount() {
        return nonMissingCount + nanCount + infinityCount;
    }

    @Override
    public long getNullCount() {
        return nullCount;
    }

    public long getNanCount() {
        return nanCount;
    }

    public long getInfinityCount() {
        return infinityCount;
    }

    /** Null if all are missing, as are the following. */
    public @Nullable T getMin() {
        return min;
    }

    public @Nullable T getMax() {
        return max;
    }

    /** Of the class of the numbers; it may overflow as they do. */
    public @Nullable T getSum() {
        return sum;
    }

    public @Nullable Double getMean() {
        return mean;
    }

    /** Of a sample (divided by the count less one); null of fewer than two numbers. */
    public @Nullable Double getVariance() {
        return variance;
    }

    /** The root of the variance. */
    public @Nullable Double getStandardDeviation() {
        return standardDeviation;
    }

    @Override
    public String toString() {
        return "NumericColumnSummary{totalCount=" + getTotalCount() + ", nonMissingCount=" + nonMissingCount
                + ", nullCount=" + nullCount + ", nanCount=" + nanCount + ", infinityCount=" + infinityCount + ", min="
                + min + ", max=" + max + ", sum=" + sum + ", mean=" + mean + ", variance=" + variance
                + ", standardDeviation=" + standardDeviation + "}";
    }
}
