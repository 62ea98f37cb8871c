package io.millrace.jobmanager.checkpoint;

import io.millrace.jobmanager.checkpoint.CheckpointStatistics.Quantiles;
import java.util.Arrays;

/** The last values of a series, and what they come to. */
final class Window {
    /** So many values are remembered. */
    static final int LENGTH = 10_000;

    private long[] values = new long[16];
    private long count;

    void add(long value) {
        int place = (int) (count % LENGTH);
        if (place >= values.length) {
            values = Arrays.copyOf(values, Math.min(LENGTH, values.length * 2));
        }
        values[place] = value;
        count++;
    }

    Quantiles quantiles() {
        if (count == 0) {
            return new Quantiles(0, 0, 0, 0, 0, 0, 0, 0);
        }
        long[] sorted = Arrays.copyOf(values, (int) Math.min(count, LENGTH));
        Arrays.sort(sorted);
        return new Quantiles(
                sorted[0],
                sorted[sorted.length - 1],
                Math.round(Arrays.stream(sorted).average().orElse(0)),
                rank(sorted, 500),
                rank(sorted, 900),
                rank(sorted, 950),
                rank(sorted, 990),
                rank(sorted, 999));
    }

    /** The smallest value that at least so many thousandths of all do not exceed. */
    private static long rank(long[] sorted, int thousandths) {
        long atLeast = ((long) sorted.length * thousandths + 999) / 1_000;
        return sorted[(int) Math.max(1, atLeast) - 1];
    }
}
