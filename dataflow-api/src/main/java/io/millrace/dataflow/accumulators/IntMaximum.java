package io.millrace.dataflow.accumulators;

/** Keeps the largest int added; {@code Integer.MIN_VALUE} if none was. */
public class IntMaximum implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    private int max = Integer.MIN_VALUE;

    public IntMaximum() {}

    public IntMaximum(int value) {
        this.max = value;
    }

    @Override
    public void add(Integer value) {
        max = Math.max(max, value);
    }

    /** As {@link #add(Integer)}, without boxing. */
    public void add(int value) {
        max = Math.max(max, value);
    }

    @Override
    public Integer getLocalValue() {
        return max;
    }

    public int getLocalValuePrimitive() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = Integer.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        max = Math.max(max, other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public IntMaximum clone() {
        return new IntMaximum(max);
    }

    @Override
    public String toString() {
        return "IntMaximum " + max;
    }
}
