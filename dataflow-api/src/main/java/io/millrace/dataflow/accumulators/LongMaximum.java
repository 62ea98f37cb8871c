package io.millrace.dataflow.accumulators;

/** Keeps the largest long added; {@code Long.MIN_VALUE} if none was. */
public class LongMaximum implements SimpleAccumulator<Long> {
    private static final long serialVersionUID = 1L;

    private long max = Long.MIN_VALUE;

    public LongMaximum() {}

    public LongMaximum(long value) {
        this.max = value;
    }

    @Override
    public void add(Long value) {
        max = Math.max(max, value);
    }

    /** As {@link #add(Long)}, without boxing. */
    public void add(long value) {
        max = Math.max(max, value);
    }

    @Override
    public Long getLocalValue() {
        return max;
    }

    public long getLocalValuePrimitive() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = Long.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        max = Math.max(max, other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public LongMaximum clone() {
        return new LongMaximum(max);
    }

    @Override
    public String toString() {
        return "LongMaximum " + max;
    }
}
