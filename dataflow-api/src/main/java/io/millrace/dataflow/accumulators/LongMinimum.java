package io.millrace.dataflow.accumulators;

/** Keeps the smallest long added; {@code Long.MAX_VALUE} if none was. */
public class LongMinimum implements SimpleAccumulator<Long> {
    private static final long serialVersionUID = 1L;

    private long min = Long.MAX_VALUE;

    public LongMinimum() {}

    public LongMinimum(long value) {
        this.min = value;
    }

    @Override
    public void add(Long value) {
        min = Math.min(min, value);
    }

    /** As {@link #add(Long)}, without boxing. */
    public void add(long value) {
        min = Math.min(min, value);
    }

    @Override
    public Long getLocalValue() {
        return min;
    }

    public long getLocalValuePrimitive() {
        return min;
    }

    @Override
    public void resetLocal() {
        min = Long.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        min = Math.min(min, other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public LongMinimum clone() {
        return new LongMinimum(min);
    }

    @Override
    public String toString() {
        return "LongMinimum " + min;
    }
}
