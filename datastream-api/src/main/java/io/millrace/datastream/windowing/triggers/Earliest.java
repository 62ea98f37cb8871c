package io.millrace.datastream.windowing.triggers;

import io.millrace.dataflow.functions.ReduceFunction;

/** Keeps the smaller of two times; of the continuous triggers. */
final class Earliest implements ReduceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long reduce(Long left, Long right) {
        return Math.min(left, right);
    }

    static long checkedMillis(long intervalMs) {
        if (intervalMs < 1) {
            throw new IllegalArgumentException(
                    "Interval of a trigger: expected=1 ms or more, actual=" + intervalMs + " ms");
        }
        return intervalMs;
    }
}
